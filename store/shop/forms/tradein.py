"""The present car, as its papers and its owner describe it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from store.desk.car_state import ACCIDENTS, BOOKS, COUNTS, TYRES, DamageForm
from store.desk.fields import DayField
from store.desk.text_fields import TextField
from store.lazy import _l
from store.markets import Invalid, market
from store.shop.forms.step import EurosField, StepForm, WholeField, options
from store.shop.pages import MARKET
from store.typed_numbers import read_choice


OTHER = "other"
DAMAGES = 12
FUELS = (
    ("", _l("Choose")),
    ("petrol", _l("Petrol")),
    ("diesel", _l("Diesel")),
    ("hybrid", _l("Hybrid")),
    ("phev", _l("Plug-in hybrid")),
    ("electric", _l("Electric")),
    ("lpg", _l("LPG")),
    ("cng", _l("Natural gas")),
    ("other", _l("Another energy")),
)
GEARBOXES = (("manual", _l("Manual")), ("auto", _l("Automatic")), ("other", _l("Another")))


class TradeInForm(StepForm):
    """Facts first, then the condition, in one page."""

    plate = StringField(_l("Your plate"), [Optional(), Length(max=20)])
    vin = StringField(_l("VIN, field E of the papers"), [Optional(), Length(max=24)])
    brand = SelectField(
        _l("Brand"), [InputRequired(_l("Choose the brand."))], validate_choice=False
    )
    model = SelectField(
        _l("Model"), [InputRequired(_l("Choose the model."))], validate_choice=False
    )
    other_brand = TextField(_l("Its brand"), [Length(max=60)])
    other_model = TextField(_l("Its model"), [Length(max=60)])
    version = TextField(_l("Version"), [Length(max=100)])
    first_registration = DayField(
        _l("First registration, field B"),
        [InputRequired(_l("Write the date of the first registration."))],
    )
    km = WholeField(_l("Kilometres"), [InputRequired(_l("Write the odometer reading."))])
    fuel = SelectField(
        _l("Energy"), [InputRequired(_l("Choose the energy."))], choices=options(FUELS)
    )
    gearbox = SelectField(_l("Gearbox"), choices=options(GEARBOXES), default="manual")
    power_hp = WholeField(_l("Power, in horsepower"), [InputRequired(_l("Write the power."))])
    tyres = SelectField(_l("Tyres"), choices=options(TYRES))
    service_history = SelectField(_l("Service book"), choices=options(BOOKS))
    keys = SelectField(_l("Keys"), choices=options(COUNTS), coerce=read_choice, default=2)
    owners = SelectField(
        _l("Owners so far"), choices=options(COUNTS), coerce=read_choice, default=1
    )
    accident = SelectField(_l("Accident"), choices=options(ACCIDENTS))
    inspection_valid = BooleanField(_l("The roadworthiness test is valid, or not needed yet"))
    warning_lights = BooleanField(_l("A warning light stays on"))
    ex_rental = BooleanField(_l("It was a hire car"))
    opposition = BooleanField(_l("Something forbids its sale (lien, unpaid fine)"))
    loan_outstanding_cents = EurosField(_l("Loan left to pay back"))
    damages = FieldList(FormField(DamageForm), max_entries=DAMAGES)

    def offer(self, choices: "Choices") -> None:
        """Give the lists what they offer."""
        self.brand.choices = options(
            [("", _("Choose")), *choices.brands, (OTHER, _("Another brand"))]
        )
        self.model.choices = options(
            [("", _("Choose")), *choices.models, (OTHER, _("Another model"))]
        )
        for row in self.damages:
            row.form.zone.choices = options([("", _("No damage")), *choices.zones])
            row.form.kind.choices = options(choices.kinds)

    def fill(self, known: Mapping[str, object]) -> None:
        """Put what a register knows into the fields, over what stood there."""
        for name, value in known.items():
            field: Field = self[name]
            field.raw_data, field.data = None, value

    def plate_fits(self) -> bool:
        """Check the plate alone; what is wrong with it stands beside it."""
        if not (self.plate.data or "").strip():
            self.refuse("plate", _("Write your plate, or describe the car yourself."))
            return False
        return self.plate.validate(self, (lambda _form, field: self.validate_plate(field),))

    def add_row(self) -> None:
        """Leave room for one more damage."""
        if len(self.damages) < DAMAGES:
            self.damages.append_entry()

    def validate_plate(self, field: Field) -> None:
        """Refuse what is no French plate."""
        _parse(market(MARKET).plate, field.data)

    def validate_vin(self, field: Field) -> None:
        """Refuse what is no VIN."""
        _parse(market(MARKET).vin, field.data)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the lists offer, as (value, words)."""

    brands: Sequence[tuple[str, str]]
    models: Sequence[tuple[str, str]]
    versions: Sequence[str]
    zones: Sequence[tuple[str, str]]
    kinds: Sequence[tuple[str, str]]


def _parse(parse: Callable[[str], object], typed: str) -> None:
    try:
        parse(typed)
    except Invalid as error:
        raise ValidationError(_(error.sentence)) from error
