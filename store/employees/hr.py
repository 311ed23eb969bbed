"""Import the HR file: whole or not at all; who left it stays known and is no longer entitled."""

from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select, text

from store.clock import PARIS
from store.database import new_id
from store.employees.hr_file import Entitled, read_hr_file
from store.extensions import db, transaction
from store.models import Employee, HrImport


ALONE = text("LOCK TABLE hr_imports IN EXCLUSIVE MODE")  # reading goes on


@dataclass(frozen=True)
class Imported:
    """What an import did, in persons: `rows` are in the file now."""

    added: int
    changed: int
    gone: int
    rows: int


def last_import() -> HrImport | None:
    """Return the import that is in force: who is not in it is not entitled."""
    return db.session.scalars(
        select(HrImport).order_by(HrImport.imported_at.desc(), HrImport.id.desc()).limit(1)
    ).first()


def import_hr_file(content: str, account_id: str | None, at: datetime) -> Imported:
    """Take over an HR file.

    Persons are matched by number. One who is no longer in the file keeps their row, for the
    orders made under it, and is entitled no more; an employee among them has left on the day.

    Raises:
        HrFileError: nothing is imported; every problem has its line.
    """
    people = read_hr_file(content, at.astimezone(PARIS).date())
    with transaction():
        _one_at_a_time()
        before = last_import()
        batch = HrImport(
            id=new_id(),
            imported_at=at,
            account_id=account_id,
            sha256=sha256(content.encode()).hexdigest(),
            rows=len(people),
        )
        db.session.add(batch)
        db.session.flush()
        known = {row.number: row for row in db.session.scalars(select(Employee))}
        added, changed = _take_over(people, known, batch.id)
        still = {person.number for person in people}
        gone = [
            row
            for row in known.values()
            if row.number not in still and before and row.import_id == before.id
        ]
        for row in gone:
            row.left_on = row.left_on or at.astimezone(PARIS).date()
    return Imported(added, changed, len(gone), len(people))


def _one_at_a_time() -> None:
    """Wait for another import to end; on SQLite every writer does."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(ALONE)


def _take_over(
    people: tuple[Entitled, ...], known: dict[str, Employee], import_id: str
) -> tuple[int, int]:
    """Write everyone of the file; returns how many are new and how many read differently."""
    added = changed = 0
    for person in people:
        row, values = known.get(person.number), asdict(person)
        if row is None:
            db.session.add(Employee(**values, import_id=import_id))
            added += 1
            continue
        changed += any(getattr(row, name) != value for name, value in values.items())
        for name, value in values.items():
            setattr(row, name, value)
        row.import_id = import_id
    return added, changed
