"""Import the HR file: whole or not at all; who left it stays known and is no longer entitled."""

from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from store.clock import PARIS
from store.database import new_id
from store.employees.hr_file import read_hr_file
from store.extensions import db, transaction
from store.models import Employee, HrImport


@dataclass(frozen=True)
class Imported:
    """What an import did, in persons."""

    added: int
    changed: int
    gone: int


def import_hr_file(text: str, account_id: str | None, at: datetime) -> Imported:
    """Take over an HR file.

    Persons are matched by number. One who is no longer in the file has left on the day of import.

    Raises:
        HrFileError: nothing is imported; every problem has its line.
    """
    people = read_hr_file(text)
    digest = sha256(text.encode()).hexdigest()
    added = changed = 0
    with transaction():
        batch = HrImport(
            id=new_id(), imported_at=at, account_id=account_id, sha256=digest, rows=len(people)
        )
        db.session.add(batch)
        db.session.flush()
        known = {row.number: row for row in db.session.scalars(select(Employee))}
        for person in people:
            row = known.pop(person.number, None)
            if row is None:
                row = Employee(number=person.number)
                db.session.add(row)
                added += 1
            else:
                changed += _differs(row, asdict(person))
            for name, value in (asdict(person) | {"import_id": batch.id}).items():
                setattr(row, name, value)
        gone = [row for row in known.values() if row.left_on is None]
        for row in gone:
            row.left_on = at.astimezone(PARIS).date()
    return Imported(added, changed, len(gone))


def _differs(row: Employee, values: dict[str, object]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())
