"""The finance page's words and its picture of the schedule."""

import json
from collections.abc import Mapping

from flask_babel import gettext as _

from financing import Quote
from store.drawing.columns import Columns, columns
from store.formats import euros
from store.journeys.finance_values import monthly_rows
from store.journeys.quotes import monthly_grid
from store.journeys.situation import Situation
from store.journeys.tables import tables


MONTHS = (12, 72, 12)  # lowest, highest, step
KMS = (5_000, 40_000, 5_000)


def repayment(quoted: Quote) -> Columns | None:
    """Draw capital and interest of each month; None where a payment repays nothing."""
    rows = monthly_rows(quoted)
    if not rows or any(min(row) < 0 for row in rows):
        return None
    first = _("%(amount)s of interest in the first month", amount=euros(rows[0][1]))
    return columns(rows, first, _("%(amount)s in the last", amount=euros(rows[-1][1])))


def sent_ahead(now: Situation) -> str:
    """Return what each way costs a month at every stand of two sliders, in words, as JSON."""
    found = tables()
    axes = tuple(range(low, high + 1, step) for low, high, step in (MONTHS, KMS))
    grid = monthly_grid(now.financed, now.wish, found.offers, found.law, (axes[0], axes[1]))
    words = {
        product: {f"{months} {km}": euros(cents) for (months, km), cents in cells.items()}
        for product, cells in grid.items()
    }
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


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
