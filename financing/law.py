"""The dated law of consumer credit in one country: regimes, usury ceilings, warnings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from financing.intervals import add_months
from financing.offers import Product


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules in force between two dates.

    Attributes:
        key: Stable name.
        from_day: First day in force.
        until_day: Last day in force; None while it lasts.
        min_cents: Smallest amount in scope.
        max_cents: Greatest amount in scope.
        rated: Products that carry an APR, the warning, and the usury ceiling.
        warning: The compulsory sentence, by language.
        withdrawal_days: Days to withdraw from the credit contract.
        source: The articles.
        usury: Whether ceilings bound the APR; where they do, an unknown quarter blocks.
        negative_equity: Whether what an old loan leaves may be financed, and is then flagged.
    """

    key: str
    from_day: date
    until_day: date | None
    min_cents: int
    max_cents: int
    rated: frozenset[Product]
    warning: Mapping[str, str] = field(hash=False)
    withdrawal_days: int = 14
    source: str = ""
    usury: bool = True
    negative_equity: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A ceiling in percent up to an amount, inclusive; the last band has no upper amount."""

    up_to_cents: int | None
    percent: Decimal


@dataclass(frozen=True, slots=True)
class UsuryQuarter:
    """The ceilings of one calendar quarter ("2026-Q1")."""

    key: str
    bands: tuple[Band, ...]
    demonstration: bool
    source: str

    @property
    def from_day(self) -> date:
        """The first day of the quarter."""
        return date(int(self.key[:4]), int(self.key[-1]) * 3 - 2, 1)

    @property
    def until_day(self) -> date:
        """The last day of the quarter."""
        return add_months(self.from_day, 3) - timedelta(days=1)

    def percent(self, credit_cents: int) -> Decimal:
        """The ceiling for an amount of credit."""
        return next(
            band.percent
            for band in self.bands
            if band.up_to_cents is None or credit_cents <= band.up_to_cents
        )


@dataclass(frozen=True, slots=True)
class CreditLaw:
    """A country's dated rules; nothing is guessed for a date they do not cover."""

    country: str
    regimes: tuple[Regime, ...]
    quarters: tuple[UsuryQuarter, ...]

    def regime(self, on: date) -> Regime | None:
        """The regime in force on a day, or None."""
        for regime in self.regimes:
            if regime.from_day <= on and (regime.until_day is None or on <= regime.until_day):
                return regime
        return None

    def quarter(self, on: date) -> UsuryQuarter | None:
        """The usury ceilings in force on a day, or None where they are not known."""
        return next(
            (known for known in self.quarters if known.from_day <= on <= known.until_day), None
        )

    def official(self) -> "CreditLaw":
        """The same law without demonstration values, as production must use it."""
        return replace(
            self, quarters=tuple(known for known in self.quarters if not known.demonstration)
        )
