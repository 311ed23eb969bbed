"""Which sales judge a model: those marked so, else the latest, else a stable part of the cars."""

from collections.abc import Sequence

from tradein.rows import Sale, digest


MARKS = frozenset({"valid", "validation", "val", "test", "holdout"})
HELD_OUT = 8
LEAST_DATED = 0.95


def marked(sale: Sale) -> bool:
    """Whether the file itself keeps the sale for judging: it is never fitted."""
    return sale.split.lower() in MARKS


def judges(sales: Sequence[Sale]) -> list[bool]:
    """Of sales without marks, those that judge; one car is never on both sides.

    Where nearly all have a date (ISO 8601), the latest eighth, for a model is asked about the
    future; else one car in eight.
    """
    dated = sorted(sale.sold for sale in sales if sale.sold[:4].isdigit())
    if len(dated) < LEAST_DATED * len(sales) or dated[0] == dated[-1]:
        return [digest(sale) % HELD_OUT == 0 for sale in sales]
    since = dated[-max(1, len(dated) // HELD_OUT)]
    late = {digest(sale) for sale in sales if sale.sold >= since}
    return [digest(sale) in late for sale in sales]
