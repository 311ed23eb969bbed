"""The finance page's pictures and words: stacked bars, the schedule, names of products."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from financing import Quote
from store.drawing.columns import Columns, columns
from store.formats import euros
from store.journeys.deal import finance_basis_cents
from store.journeys.finance_values import STEP_CENTS, Way, monthly_rows
from store.journeys.situation import Situation


MONTHS = (12, 72, 12)  # lowest, highest, step
KMS = (5_000, 40_000, 5_000)
HEIGHT = 130


@dataclass(frozen=True)
class Bar:
    """One part of a stacked bar: when it is paid, its cents, its place in a drawing 130 high."""

    when: str
    cents: int
    y: int
    height: int


def stacks(found: Sequence[Way]) -> Mapping[str, tuple[Bar, ...]]:
    """Lay every way's parts out on one scale, the end below, the months above it."""
    most = max(1, *(way.total_cents for way in found))
    return {way.product: _stack(way, most) for way in found}


def _stack(way: Way, most: int) -> tuple[Bar, ...]:
    bars, base = [], HEIGHT
    parts = (
        ("end", way.end_cents),
        ("monthly", way.monthly_part_cents),
        ("delivery", way.delivery_cents),
    )
    for when, cents in parts:
        height = cents * HEIGHT // most
        if cents > 0:
            base -= height
            bars.append(Bar(when, cents, base, height))
    return tuple(bars)


def contribution_limit(now: Situation) -> int:
    """Return the highest amount of the slider: most of the price, never under what was given."""
    most = finance_basis_cents(now.deal) * 6 // 10 // STEP_CENTS * STEP_CENTS
    return max(most, now.wish.contribution_cents)


def repayment(quoted: Quote) -> Columns | None:
    """Draw capital and interest of each month; None where a payment repays nothing."""
    rows = monthly_rows(quoted)
    if not rows or any(min(row) < 0 for row in rows):
        return None
    first = _("%(amount)s of interest in the first month", amount=euros(rows[0][1]))
    return columns(rows, first, _("%(amount)s in the last", amount=euros(rows[-1][1])))


def headline(count: int, cents: int) -> str:
    """Return the page's heading, its amount in full."""
    words = {
        1: _("One way to pay %(amount)s"),
        2: _("Two ways to pay %(amount)s"),
        3: _("Three ways to pay %(amount)s"),
        4: _("Four ways to pay %(amount)s"),
        5: _("Five ways to pay %(amount)s"),
    }
    return words[count] % {"amount": euros(cents)}


def product_names() -> Mapping[str, tuple[str, str, str]]:
    """Return each way's name, what it means, and whose the car is."""
    return {
        "cash": (_("Cash"), _("You pay at the hand-over"), _("yours")),
        "loan": (_("Loan"), _("It is yours at once"), _("yours")),
        "balloon": (_("Balloon loan"), _("Small payments, a large last one"), _("yours")),
        "loa": (_("LOA"), _("You keep it or give it back"), _("the lessor’s, then yours")),
        "lld": (_("LLD"), _("Upkeep included, you give it back"), _("the lessor’s")),
    }
