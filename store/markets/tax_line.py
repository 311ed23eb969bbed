"""The taxes of one registration as lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


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


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxLine:
    """One tax, zero lines included, with the key of its text and the figures it is made of.

    ``label`` and ``note`` are keys of ``fr/texts.toml``; ``params`` fill the note. ``rule`` names
    the table and its first day in force, so a stored line can be derived again.
    """

    code: TaxCode
    cents: int
    label: str
    note: str
    params: Mapping[str, int] | Mapping[str, int | str]
    rule: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Taxes:
    """The lines and their sum; ``version`` names every table used.

    ``refund_cents`` is what the family gets back after having paid it: the total is net of it,
    so the sum due on the registration day is ``total_cents + refund_cents``.
    """

    lines: tuple[TaxLine, ...]
    total_cents: int
    refund_cents: int = 0
    version: str = ""
