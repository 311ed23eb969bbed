"""The opening minutes a dealer has left to answer, and those an answer took; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from store.markets import Opening


MINUTE = timedelta(minutes=1)
THOUSAND = 1000


@dataclass(frozen=True, kw_only=True)
class Countdown:
    """The clock of one offer.

    Attributes:
        minutes: Opening minutes left, 0 once the deadline has passed.
        whole: Opening minutes the dealer was given.
        late: Whether the deadline has passed.
    """

    minutes: int
    whole: int
    late: bool

    @property
    def words(self) -> str:
        """The time left as it stands beside the bar: 1 h 51."""
        hours, minutes = divmod(self.minutes, 60)
        return f"{hours} h {minutes:02}"

    @property
    def share(self) -> int:
        """Thousandths of the whole time that are left."""
        return min(THOUSAND, self.minutes * THOUSAND // self.whole)


def open_minutes(start: datetime, end: datetime, opening: Opening) -> int:
    """Count the whole minutes of opening time between two aware moments, 0 when reversed."""
    zone = ZoneInfo(opening.timezone)
    first, last = (moment.astimezone(zone).replace(tzinfo=None) for moment in (start, end))
    passed = timedelta()
    for offset in range((last.date() - first.date()).days + 1):
        day = first.date() + timedelta(days=offset)
        for begin, close in opening.periods(day):
            opens = max(first, datetime.combine(day, begin))
            closes = min(last, datetime.combine(day, close))
            passed += max(timedelta(), closes - opens)
    return passed // MINUTE


def countdown(deadline: datetime, at: datetime, whole: int, opening: Opening) -> Countdown:
    """Return the clock of an offer at a moment; `whole` is what the market gives, in minutes."""
    left = open_minutes(at, deadline, opening)
    return Countdown(minutes=left, whole=whole, late=deadline <= at)
