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


class NotText(ValueError):
    """The file cannot be read as text; `line` is the first that cannot."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


class UploadForm(FlaskForm):
    """One file."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])

    def __init__(self) -> None:
        """Read the running request."""
        super().__init__()

    def text(self, most_bytes: int) -> str:
        """Return what the file says.

        Raises:
            NotText: it is too large, or not UTF-8.
        """
        sent: FileStorage = self.file.data
        content = sent.read(most_bytes + 1)
        if len(content) > most_bytes:
            raise NotText(1, f"the file is larger than {most_bytes // 1000} kB")
        return decoded(content)


def decoded(content: bytes) -> str:
    """Return UTF-8 bytes as text; raises NotText with the line that is not."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotText(line, "this is not UTF-8 text; save the file as UTF-8") from error
    if "\0" in text:
        raise NotText(text[: text.index("\0")].count("\n") + 1, "this is not a text file")
    return text


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
