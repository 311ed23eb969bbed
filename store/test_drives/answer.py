"""The dealer answers a test drive, and the customer agrees to another moment or cancels."""

from dataclasses import dataclass
from datetime import date, datetime

from store.extensions import db, transaction
from store.models import DriveRequest
from store.orders.refusals import NotFound
from store.test_drives.ask import refuse_moment
from store.test_drives.letters import write_customer, write_dealer
from store.test_drives.lifecycle import NEXT, Act, Stage
from store.test_drives.refusals import DriveClosed


MOST_WORDS = 300


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the dealer answers; `day` and `part` where another moment is proposed."""

    act: Act
    words: str = ""
    day: date | None = None
    part: str = ""


def answer_drive(drive_id: str, dealer_id: str, said: Said, at: datetime) -> None:
    """Accept, propose another moment or decline, and write to the customer.

    The same answer twice changes nothing.

    Raises:
        NotFound: it is not this dealer's.
        NoSuchMoment: the proposed moment is none.
        DriveClosed: it is cancelled, or answered otherwise.
    """
    with transaction():
        row = _locked(drive_id)
        if row.dealer_id != dealer_id:
            raise NotFound("test drive", "it is not this dealer's")
        if said.act is Act.PROPOSE and said.day:
            refuse_moment(row.market, said.day, said.part, at)
        if not _move(row, said.act, at, same=(said.day or row.day, said.part or row.part)):
            return
        row.day, row.part = said.day or row.day, said.part or row.part
        row.words = said.words.strip()[:MOST_WORDS]
        write_customer(row, "test_drive_answer", at)


def reply(drive_id: str, act: Act, at: datetime) -> None:
    """Agree or cancel, as the customer, and tell the dealer; twice is once.

    Raises:
        NotFound: there is none.
        DriveClosed: there is nothing to agree to, or it has ended.
    """
    with transaction():
        row = _locked(drive_id)
        if _move(row, act, at, same=(row.day, row.part)):
            write_dealer(row, "dealer_test_drive_reply", at)


def _locked(drive_id: str) -> DriveRequest:
    row = db.session.get(DriveRequest, drive_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("test drive", "there is none with this id")
    return row


def _move(row: DriveRequest, act: Act, at: datetime, same: tuple[date, str]) -> bool:
    """Set the stage an act leads to; False where it stands there already, at the same moment."""
    there = {to for (_stage, one), to in NEXT.items() if one is act}
    if Stage(row.stage) in there and (row.day, row.part) == same:
        return False
    to = NEXT.get((Stage(row.stage), act))
    if to is None:
        raise DriveClosed("test drive", f"that is {row.stage} cannot {act}")
    row.stage, row.updated_at = to, at
    return True
