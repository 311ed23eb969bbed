"""The dealer's answer to a test drive."""

from collections.abc import Iterable
from datetime import date

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import Length

from store.desk.drives import PARTS, DaySelect, day_choices
from store.desk.fields import options
from store.desk.text_fields import WordsField
from store.lazy import _l
from store.models import DriveRequest
from store.test_drives.answer import MOST_WORDS


class DriveAnswerForm(FlaskForm):
    """Another moment, and a word to the customer."""

    day = DaySelect(_l("Day"), choices=[])
    part = RadioField(_l("Part of the day"), choices=options(PARTS.items()), default="morning")
    words = WordsField(
        _l("A word to the customer"),
        [Length(max=MOST_WORDS, message=_l("At most 300 signs, please."))],
    )

    def __init__(self, row: DriveRequest, days: Iterable[date]) -> None:
        """Name the fields after the test drive, so that many forms share a page."""
        self.of = row.id
        super().__init__(prefix=row.id, data={"day": row.day.isoformat(), "part": row.part})
        self.day.choices = options(day_choices(sorted({row.day, *days})))
