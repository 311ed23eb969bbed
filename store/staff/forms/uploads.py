"""Files the staff sends: small, UTF-8, and looked at before anything is kept."""

from datetime import date

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import Field, HiddenField
from wtforms.validators import InputRequired, ValidationError

from store import clock
from store.desk.fields import DayField, given
from store.lazy import _l
from store.textfile import decoded


class UploadForm(FlaskForm):
    """One file."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])

    def __init__(self) -> None:
        """Read the running request."""
        super().__init__()

    def text(self, most_bytes: int) -> str:
        """Return what the file says.

        Raises:
            store.textfile.NotText: it is too large, or no text.
        """
        sent: FileStorage = self.file.data
        return decoded(sent.read(most_bytes + 1), most_bytes)


class ActivationForm(FlaskForm):
    """The second step of an import: the price list that was looked at, and its first day."""

    document = HiddenField(validators=[InputRequired()])
    hash = HiddenField(validators=[InputRequired()])
    active_from = DayField(_l("In force from"), [InputRequired(_l("Choose a day."))])

    def __init__(self) -> None:
        """Read the running request."""
        super().__init__()

    def validate_active_from(self, field: Field) -> None:
        """Refuse a day that is over: an order of that day was made under another list."""
        if field.data and field.data < clock.today():
            raise ValidationError(_l("This day is over."))

    @property
    def first_day(self) -> date:
        """The day that was chosen."""
        return given(self.active_from.data)
