"""A named offer as the staff writes it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from store.catalogue.brands import BRANDS
from store.desk.fields import DayField, EurosField, PercentField, options
from store.desk.text_fields import TextField
from store.journeys.refusals import DealError
from store.lazy import _l
from store.markets import MARKETS, market


BASES = [
    ("car_and_options", _l("the car and its options")),
    ("car", _l("the car alone")),
    ("all", _l("the car, options and accessories")),
]
PLACES = {
    "currency_mix": "currency",
    "offer_days": "until",
    "offers_overlap": "code",
    "offers_do_not_stack": "stacks_with",
    "discount_above_price": "amount",
    "discount_form": "percent",
}
CURRENCIES = sorted({market(key).currency for key in MARKETS})
WRITE = _l("Write this.")
HUNDRED = 100
MOST_CENTS = 10**9


class OfferForm(FlaskForm):
    """One offer: who gets it, how much, from when to when, beside which others."""

    brand = SelectField(
        _l("Brand"), choices=options((key, one.name) for key, one in BRANDS.items())
    )
    code = StringField(
        _l("Code"),
        [Regexp(r"[a-z][a-z0-9-]{2,39}\Z", message=_l("Small letters, digits and hyphens."))],
    )
    label_fr = TextField(
        _l("Words in French"),
        [InputRequired(WRITE), Length(max=60, message=_l("At most 60 signs, please."))],
    )
    label_en = TextField(
        _l("Words in English"),
        [InputRequired(WRITE), Length(max=60, message=_l("At most 60 signs, please."))],
    )
    percent = PercentField(
        _l("Percent"),
        [Optional(), NumberRange(0, HUNDRED, _l("A percent lies between 0 and 100."))],
    )
    amount = EurosField(
        _l("Or an amount"),
        [Optional(), NumberRange(0, MOST_CENTS, _l("This amount is impossible."))],
    )
    currency = SelectField(_l("Currency"), choices=options((one, one) for one in CURRENCIES))
    base = SelectField(_l("Percent of"), choices=options(BASES))
    models = SelectMultipleField(_l("Models, none for all"))
    stacks_with = SelectMultipleField(_l("May be combined with"))
    starts = DayField(_l("First day"), [InputRequired(WRITE)])
    until = DayField(_l("Last day"), [InputRequired(WRITE)])

    def __init__(self, models: Sequence[str], codes: Sequence[str]) -> None:
        """Read the running request; the lists offer the brand's models and the known codes."""
        super().__init__()
        self.models.choices = options((key, key) for key in models)
        self.stacks_with.choices = options((code, code) for code in codes)

    def said(self) -> dict[str, Any]:
        """Return the offer as the table keeps it."""
        percent = self.percent.data
        return {
            "market": "FR",
            "brand": self.brand.data,
            "code": self.code.data,
            "label": {"fr": self.label_fr.data, "en": self.label_en.data},
            "base": self.base.data,
            "percent": None if percent is None else format(percent.normalize(), "f"),
            "amount_cents": self.amount.data,
            "currency": self.currency.data,
            "models": list(self.models.data or ()),
            "stacks_with": list(self.stacks_with.data or ()),
            "starts": self.starts.data,
            "until": self.until.data,
        }

    def refuse(self, error: DealError) -> None:
        """Put a refusal beside the field it speaks of."""
        field = self[PLACES.get(error.code, "code")]
        field.errors = [*field.errors, _(error.sentence)]
