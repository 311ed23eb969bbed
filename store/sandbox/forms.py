"""The forms of the card page."""

from typing import cast

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from store.gateways.sandbox_cards import CardEntry, CardError


def _l(words: str) -> str:
    """Translate when shown: WTForms takes what looks like text, its types ask for text."""
    return cast("str", lazy_gettext(words))


WORDS = {
    ("number", "incomplete"): _l("The card number is not complete."),
    ("number", "mistyped"): _l("This card number has a typing error."),
    ("number", "not_a_test_card"): _l("Only the test cards below are taken. Keep your own card."),
    ("expiry", "incomplete"): _l("Write the month and the year, for example 04/29."),
    ("expiry", "expired"): _l("This card has expired."),
    ("expiry", "too_far"): _l("This year is too far ahead."),
    ("cvc", "incomplete"): _l("The security code has three digits."),
}


class CardForm(FlaskForm):
    """A card. Nothing of it is kept."""

    number = StringField(
        _l("Card number"), [InputRequired(_l("Type the card number.")), Length(max=40)]
    )
    expiry = StringField(
        _l("Expires"), [InputRequired(_l("Type the date on the card.")), Length(max=9)]
    )
    cvc = StringField(
        _l("Security code"), [InputRequired(_l("Type the security code.")), Length(max=4)]
    )
    name = StringField(
        _l("Name on the card"), [InputRequired(_l("Type the name.")), Length(max=80)]
    )

    def __init__(self) -> None:
        """Read the running request."""
        super().__init__()

    def card(self) -> CardEntry:
        """Return what was typed."""
        return CardEntry(
            number=self.number.data or "", expiry=self.expiry.data or "", cvc=self.cvc.data or ""
        )

    def refuse(self, error: CardError) -> None:
        """Put an error beside its field."""
        field = self[error.field]
        field.errors = [*field.errors, WORDS[error.field, error.reason]]
