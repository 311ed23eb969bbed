"""The taxes of one registration as lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal

from store.markets.dated import Dated
from store.markets.errors import UnknownLaw


TaxCode = Literal[
    "malus_co2",
    "malus_mass",
    "regional",
    "fixed",
    "delivery",
    "ved",
    "first_registration",
    "supplement",
]
# What the rule of a line says when nobody knows it, or when it may still change.
UNKNOWN, PROVISIONAL = ":unknown:", ":provisional"


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxLine:
    """One tax, zero lines included, with the key of its text and the figures it is made of.

    ``label`` and ``note`` are keys of ``fr/texts.toml``; ``params`` fill the note. ``rule`` names
    the table and its first day in force, so a stored line can be derived again. ``status`` says,
    by language, why the rule may still change. A line that is not ``known`` has no amount: its
    ``cents`` are 0 and nothing of it is in a sum.
    """

    code: TaxCode
    cents: int
    label: str
    note: str
    params: Mapping[str, int] | Mapping[str, int | str]
    rule: str
    source: str
    status: Mapping[str, str] | None = None
    known: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Taxes:
    """The lines and their sum; ``version`` names every table used.

    ``refund_cents`` is what the family gets back after having paid it: the total is net of it,
    so the sum due on the registration day is ``total_cents + refund_cents``. The total is that of
    the known lines alone.
    """

    lines: tuple[TaxLine, ...]
    total_cents: int
    refund_cents: int = 0
    version: str = ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The tables that have no verified row for the day."""
        found = (unknown_table(line.rule) for line in self.lines if not line.known)
        return tuple(table for table in found if table)

    def all_known(self, on: date) -> "Taxes":
        """Return the same taxes; raises UnknownLaw where a table has no verified row."""
        if self.unknown:
            raise UnknownLaw(self.unknown[0], on)
        return self


def unknown_table(rule: str) -> str | None:
    """Return the table that the rule of a line does not know; None: it is known."""
    table, mark, _ = rule.partition(UNKNOWN)
    return table if mark else None


def is_provisional(rule: str) -> bool:
    """Tell whether the rule of a line may still change until the registration."""
    return rule.endswith(PROVISIONAL)


Maker = Callable[[date], TaxLine]


def rule_of(table: str, row: Dated) -> str:
    """Name a row of a table as a line keeps it."""
    return f"{table}:{row.starts}{PROVISIONAL if row.status else ''}"


def lines_on(
    on: date, ends: Iterable[date], makers: Mapping[TaxCode, Maker]
) -> tuple[TaxLine, ...]:
    """Return each tax of a day; one whose rule is not known has a line that says so.

    Args:
        on: The day of registration.
        ends: Last days of the market's rules, to name an unknown tax by the last known rule.
        makers: How each tax is computed on a day; raises UnknownLaw.
    """
    before = sorted({day for day in ends if day < on}, reverse=True)
    return tuple(_line_on(on, before, code, make) for code, make in makers.items())


def _line_on(on: date, before: list[date], code: TaxCode, make: Maker) -> TaxLine:
    try:
        return make(on)
    except UnknownLaw as error:
        last = next(_made(before, make), None)
        params: dict[str, int | str] = {"year": str(on.year)}
        if last is not None:
            params |= {"last_year": str(last[0].year), "last_cents": last[1].cents}
        return TaxLine(
            code=code,
            cents=0,
            label=code,
            note="tax_unknown_last" if last else "tax_unknown",
            params=params,
            rule=f"{error.what}{UNKNOWN}{on.isoformat()}",
            source=last[1].source if last else "",
            known=False,
        )


def _made(days: list[date], make: Maker) -> Iterator[tuple[date, TaxLine]]:
    for day in days:
        with suppress(UnknownLaw):
            yield day, make(day)
