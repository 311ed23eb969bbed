"""Days that other people's forms read as another one."""

from collections.abc import Mapping
from datetime import date

import pytest

from store.typed_text import Unreadable, day


# typed: the day, None where it is refused at once; and what it did elsewhere
DAYS: Mapping[str, tuple[date | None, str]] = {
    "03/04/1980": (date(1980, 4, 3), "read as the 4th of March by an American parser"),
    "03.04.1980": (date(1980, 4, 3), "the dots of Switzerland and Germany"),
    "3/4/1980": (date(1980, 4, 3), "no leading zeros"),
    "1980-04-03": (date(1980, 4, 3), "what a date field sends"),
    "29/02/2028": (date(2028, 2, 29), "a leap day"),
    "29/02/2027": (None, "a day that is none: shifted to the 1st of March"),
    "31/04/1990": (None, "the same in a month of thirty"),
    "03/04/80": (None, "the 21st century to strptime's %y below 69"),
    "1980-W14-4": (None, "fromisoformat takes week dates since 3.11"),
    "19800403": (None, "fromisoformat takes it since 3.11"),
    "0001-01-01": (None, "a day before it: OverflowError"),
    "9999-12-31": (None, "a day after it: OverflowError"),
    "٠٣/٠٤/١٩٨٠": (None, "int reads the digits"),
    "03/04/1980 00:00:00": (None, "pasted from a spreadsheet, with an hour of some zone"),
}


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_the_one_that_was_meant_or_refused_at_once(typed: str):
    wanted, _elsewhere = DAYS[typed]
    if wanted is None:
        with pytest.raises(Unreadable):
            day(typed)
    else:
        assert day(typed) == wanted
