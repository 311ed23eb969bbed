"""Test drives in words, for who asked and for the dealer alike."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import gettext as _
from typing_extensions import override
from wtforms import SelectField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from store.formats import weekday
from store.lazy import _l
from store.test_drives.lifecycle import Stage


PARTS: Mapping[str, str] = {"morning": _l("In the morning"), "afternoon": _l("In the afternoon")}
STAGES: Mapping[str, tuple[str, str]] = {
    Stage.ASKED: ("warn", _l("waits for the dealer")),
    Stage.PROPOSED: ("warn", _l("waits for the customer")),
    Stage.AGREED: ("ok", _l("agreed")),
    Stage.DECLINED: ("bad", _l("declined")),
    Stage.CANCELLED: ("standard", _l("cancelled")),
}
"""Stage -> look of its badge and words."""


class DaySelect(SelectField):
    """One of the days on which dealers are open."""

    @override
    def pre_validate(self, form: BaseForm) -> None:
        """Refuse any other day."""
        if self.data not in {value for value, *_words in self.iter_choices()}:
            raise ValidationError(_("Dealers are closed then. Choose another moment."))


def day_choices(days: Iterable[date]) -> list[tuple[str, str]]:
    """Return days as the choices of a list."""
    return [(day.isoformat(), weekday(day)) for day in days]
