"""Form fields whose words are the store's own."""

from typing import Any

from typing_extensions import override
from wtforms import DateField

from store.lazy import _l


class DayField(DateField):
    """A day of the calendar."""

    @override
    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; raises ValueError, shown beside the field, for what is none."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("This is no day of the calendar.")) from error
