"""Law tables added without a release: kept with author and day, in force within seconds."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from flask import current_app, has_app_context
from sqlalchemy import select

from store import clock
from store.extensions import db, transaction
from store.markets import MARKETS, market
from store.markets.dated import Dated
from store.markets.edition import FILES, Edition, under
from store.markets.law_file import LawRow, WrongLawFile, read_law_file
from store.models import LawImport


EDITION = "law_edition"
LOOKED_AGAIN = timedelta(seconds=5)  # what another process imported is in force here by then
LONGEST_SOURCE = 200


@dataclass(frozen=True)
class Imported:
    """What an import did: its hash, whether it is new, and its rows."""

    sha256: str
    new: bool
    rows: tuple[LawRow, ...]


def import_law(content: bytes, source: str, at: datetime) -> Imported:
    """Check a file of further rows and keep it; the same content again changes nothing.

    Args:
        content: The file, see `store.markets.law_file`.
        source: Its name.
        at: Now.

    Raises:
        WrongLawFile: Naming the line at fault; nothing is kept.
    """
    tables = {key: market(key).tables() for key in MARKETS}
    name, digest = source[-LONGEST_SOURCE:], sha256(content).hexdigest()
    if db.session.scalar(select(LawImport.number).where(LawImport.sha256 == digest)):
        return Imported(digest, new=False, rows=())
    file = read_law_file(content, tables)
    if len(file.author) > LONGEST_SOURCE:
        raise WrongLawFile(1, f"author is longer than {LONGEST_SOURCE} signs")
    with transaction():
        db.session.add(
            LawImport(
                market=file.market,
                sha256=digest,
                author=file.author,
                source=name,
                document=content.decode("utf-8-sig"),
                imported_at=at,
            )
        )
    forget()
    return Imported(digest, new=True, rows=file.rows)


def newest() -> Edition:
    """Return the edition of this installation, asked of the database every five seconds."""
    if not has_app_context():
        return FILES
    now = clock.now()
    kept: tuple[datetime, Edition] | None = current_app.extensions.get(EDITION)
    if kept is None or not kept[0] <= now < kept[0] + LOOKED_AGAIN:
        stamps = db.session.scalars(select(LawImport.sha256).order_by(LawImport.number)).all()
        kept = now, _edition(tuple(stamps)) if stamps else FILES
        current_app.extensions[EDITION] = kept
    return kept[1]


def forget() -> None:
    """Ask the database again: something was imported."""
    current_app.extensions.pop(EDITION, None)


def as_known(moment: datetime) -> AbstractContextManager[None]:
    """Read every table as it was known at a moment, to derive an order of then again."""
    known = select(LawImport.sha256).where(LawImport.imported_at <= moment)
    stamps = tuple(db.session.scalars(known.order_by(LawImport.number)))
    on: date = moment.date()
    return under(replace(_edition(stamps), stamp=f"{','.join(stamps)}@{on}", as_of=on))


@lru_cache(maxsize=8)
def _edition(stamps: tuple[str, ...]) -> Edition:
    """Read the imported documents once a process; they are never changed.

    They were checked when they came: a release whose files say the same, or more, changes nothing.
    """
    found = select(LawImport).where(LawImport.sha256.in_(stamps)).order_by(LawImport.number)
    rows: dict[str, dict[str, tuple[Dated, ...]]] = {}
    with under(FILES):
        tables = {key: market(key).tables() for key in MARKETS}
    for kept in db.session.scalars(found):
        there = rows.setdefault(kept.market, {})
        for one in read_law_file(kept.document.encode(), tables, alone=True).rows:
            there[one.table] = (*there.get(one.table, ()), one.row)
    return Edition(stamp=",".join(stamps), rows=rows)
