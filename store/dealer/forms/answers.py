"""What a dealer says with a refusal or a new day of delivery."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import Field, RadioField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from store import clock
from store.desk.fields import DayField, given, options
from store.desk.text_fields import WordsField
from store.lazy import _l


REASONS = {
    "date": _l("The car cannot be delivered by that month"),
    "stock": _l("The stock car is no longer here"),
    "capacity": _l("No handover appointment is free"),
    "trade_in": _l("We cannot take the part exchange"),
    "other": _l("Another reason"),
}
MOST_SIGNS = 300


class RefusalForm(FlaskForm):
    """Why an order is refused: a reason of the list, and words."""

    reason = RadioField(
        _l("Why do you refuse?"),
        [AnyOf(REASONS, _l("Choose a reason."))],
        validate_choice=False,
        choices=options(REASONS.items()),
    )
    words = WordsField(
        _l("In your words"), [Length(max=MOST_SIGNS, message=_l("At most 300 signs, please."))]
    )

    def __init__(self) -> None:
        """Read the running request."""
        super().__init__()

    def validate_words(self, field: Field) -> None:
        """Ask for words where the list says nothing."""
        if self.reason.data == "other" and not (field.data or "").strip():
            raise ValidationError(_l("Say in a few words why."))

    def said(self) -> str:
        """Return the reason as it is kept and shown."""
        chosen, words = str(REASONS[self.reason.data]), (self.words.data or "").strip()
        return f"{chosen} : {words}" if words else chosen


class RescheduleForm(FlaskForm):
    """A new latest day of delivery and why it moved."""

    delivery_by = DayField(_l("New latest day"), [InputRequired(_l("Choose a day."))])
    words = WordsField(
        _l("Why it moved"),
        [
            InputRequired(_l("Say in a few words why.")),
            Length(max=MOST_SIGNS, message=_l("At most 300 signs, please.")),
        ],
    )

    def __init__(self) -> None:
        """Read the running request."""
        super().__init__()

    def validate_delivery_by(self, field: Field) -> None:
        """Refuse a day that is over."""
        if field.data and field.data < clock.today():
            raise ValidationError(_l("This day is over."))

    @property
    def day(self) -> date:
        """The day that was chosen."""
        return given(self.delivery_by.data)
