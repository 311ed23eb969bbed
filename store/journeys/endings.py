"""Which dated tables have ended or end soon: taxes, texts, papers, terms, ceilings, offers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from store.journeys.tables import Tables
from store.journeys.terms import market_terms
from store.markets import (
    MARKETS,
    all_tables,
    market,
    paper_rules,
    retention_rows,
    verified_until,
)
from store.markets.dated import Dated


WARN_DAYS = (1, 14, 45)


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A table without a verified row on some day to come, or already.

    Attributes:
        until: The last day that is covered; None: the present day is not.
        days: Whole days left, 0 on the last one; -1 where it has ended.
    """

    market: str
    table: str
    until: date | None
    days: int

    @property
    def warning(self) -> int:
        """The warning it is under: ended 0, else the 1, 14 or 45 days it ends within."""
        return 0 if self.until is None else next(w for w in WARN_DAYS if self.days <= w)


def endings(on: date, found: Tables) -> tuple[Ending, ...]:
    """Return every table that has ended or ends within 45 days, the most urgent first.

    Args:
        on: The day that is looked at.
        found: The lenders' offers and ceilings of this installation; invented ones renew
            themselves and are passed over.
    """
    rows = [
        Ending(market=key, table=name, until=until, days=(until - on).days if until else -1)
        for key in sorted(MARKETS)
        for name, until in _until(key, on, found)
    ]
    soon = (row for row in rows if row.days <= max(WARN_DAYS))
    return tuple(sorted(soon, key=lambda row: (row.days, row.market, row.table)))


def _until(key: str, on: date, found: Tables) -> Iterator[tuple[str, date | None]]:
    for name, rows in {**all_tables(market(key)), **_terms(key)}.items():
        yield name, verified_until(rows, on)
    if key == found.law.country:
        yield "papers", verified_until(paper_rules(), on)
        yield "papers:retention", verified_until(retention_rows(), on)
        held = [(one.from_day, one.until_day) for one in found.law.quarters]
        if not any(one.demonstration and one.until_day >= on for one in found.law.quarters):
            yield "usury", _run(held, on)
        for name, days in _offers(found).items():
            yield name, _run(days, on)


def _terms(key: str) -> Mapping[str, Sequence[Dated]]:
    tables: dict[str, list[Dated]] = {}
    for starts, until, terms in market_terms(key):
        row = Dated(starts=starts, until=until, source=terms.source)
        tables.setdefault(f"terms:{terms.kind}", []).append(row)
    return tables


def _offers(found: Tables) -> Mapping[str, list[tuple[date, date]]]:
    offers: dict[str, list[tuple[date, date]]] = {}
    for one in found.offers:
        if not one.demonstration:
            name = f"offer:{one.brand}:{one.product}"
            offers.setdefault(name, []).append((one.valid_from, one.valid_until))
    return offers


def _run(days: Iterable[tuple[date, date]], on: date) -> date | None:
    rows = [Dated(starts=starts, until=until, source="") for starts, until in sorted(days)]
    return verified_until(rows, on)
