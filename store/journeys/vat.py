"""The VAT contained in prices, split over lines."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from store.journeys.lines import DealLine


def split_vat(lines: Sequence[DealLine], percent: Decimal) -> tuple[DealLine, ...]:
    """Split the VAT contained in each price, without losing a cent.

    The VAT of the running total is rounded half up and each line takes what it adds, so the
    lines' VAT sums to the VAT of the whole and each is within one cent of its own.
    """
    made, total, vat_before = [], 0, 0
    for row in lines:
        if row.rule == "service:no_vat":
            made.append(row)
            continue
        total += row.cents
        vat_now = contained_vat(total, percent)
        vat = vat_now - vat_before
        made.append(replace(row, vat_rate=percent, vat_cents=vat, net_cents=row.cents - vat))
        vat_before = vat_now
    return tuple(made)


def contained_vat(cents: int, percent: Decimal) -> int:
    """Return the VAT within a price, half a cent rounded away from nothing."""
    exact = cents * percent / (100 + percent)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
