"""A second person's decision."""

from flask_wtf import FlaskForm
from wtforms import Field, StringField
from wtforms.validators import AnyOf, Length, ValidationError

from store.desk.text_fields import WordsField
from store.lazy import _l


class ApprovalForm(FlaskForm):
    """Yes, or no with a reason that the buyer reads."""

    decision = StringField(validators=[AnyOf(("approve", "reject"), _l("Approve or refuse."))])
    reason = WordsField(_l("Why not"), [Length(max=400, message=_l("At most 400 signs, please."))])

    def __init__(self) -> None:
        """Read the running request."""
        super().__init__()

    def validate_reason(self, field: Field) -> None:
        """Ask for a reason where the answer is no."""
        if self.decision.data == "reject" and not (field.data or "").strip():
            raise ValidationError(_l("Say why: the buyer has a right to know it."))

    @property
    def approves(self) -> bool:
        """Whether the answer is yes."""
        return self.decision.data == "approve"

    def problem(self) -> str:
        """Return the first thing that is wrong."""
        return str(next(message for messages in self.errors.values() for message in messages))
