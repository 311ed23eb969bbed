"""How a model is trained, and what its artefact says of where it came from."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tradein.cleaning import MOST_SALES, Cleaning
from tradein.rows import Sale


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How to train.

    Attributes:
        on: The day of training, kept in the artefact.
        target: The market (the `dataset` column) to predict; empty for the last row's.
        weights: Weight of a row by market; 1 for the target, 0.3 for others unless given.
        list_prices: Rows of new prices (brand, model, year, price_eur) for models never seen.
        index: ln(price level) by month after the sales; see `ValuationModel.index`. Found from
            dated sales when not given.
        most: How many sales are fitted at most; of more, a stable part of the cars.
        progress: Called with a line at each stage.
    """

    on: date
    target: str = ""
    weights: Mapping[str, float] | None = None
    list_prices: Sequence[Mapping[str, str]] = ()
    index: Mapping[str, float] = field(default_factory=dict)
    most: int = MOST_SALES
    progress: Callable[[str], None] = lambda _line: None


def provenance(sales: Sequence[Sale], report: Cleaning, on: date) -> dict[str, object]:
    """Where the rows came from and what was left out."""
    return {
        "on": on.isoformat(),
        "rows_read": report.read,
        "rows_kept": report.kept,
        "part_kept": dict(sorted(report.shares.items())),
        "left_out": dict(sorted(report.left_out.items())),
        "fitted": dict(sorted(Counter(sale.car.market for sale in sales).items())),
    }
