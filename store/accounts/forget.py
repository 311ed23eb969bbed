"""What nobody needs any more of anybody: papers, photos of cars, test drives."""

from datetime import date, datetime

from store.papers.forget import purge_due
from store.part_exchange.forget import purge_pictures_due
from store.test_drives.forget import purge_drives_due


def forget_due(at: datetime, today: date) -> int:
    """Forget what is over by the rules of the day; returns how many rows.

    Raises:
        UnknownLaw: no rule is in force that day.
    """
    return purge_due(at, today) + purge_pictures_due(at, today) + purge_drives_due(today)
