"""Stacked columns of a repayment schedule: capital below, interest on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.drawing.charts import LANE, PLOT_BASE, PLOT_LEFT, PLOT_TOP, ChartError


NICE = (1, 2, 2.5, 5, 10)
GRID_LINES = 5


@dataclass(frozen=True)
class Column:
    """One month: two rectangles in a drawing of 1,000 x 260."""

    x: float
    width: float
    base_y: float
    base_height: float
    top_y: float
    top_height: float


@dataclass(frozen=True)
class Mark:
    """Words at a place of the axis."""

    words: str
    x: float = 0
    y: float = 0


@dataclass(frozen=True)
class Columns:
    """The whole chart, with the words over its first and last column."""

    bars: tuple[Column, ...]
    grid: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    first: str
    last: str


def _grid_step(highest: int) -> int:
    """Return a round step, in whole units, that makes about five lines."""
    size = 1
    while True:
        for nice in NICE:
            step = nice * size
            if step == int(step) and highest <= step * 100 * GRID_LINES:
                return int(step)
        size *= 10


def columns(months: Sequence[tuple[int, int]], first: str, last: str) -> Columns:
    """Lay out the schedule.

    Args:
        months: (capital cents, interest cents) a month.
        first: words over the first column, e.g. its interest.
        last: words over the last column.

    Raises:
        ChartError: when there is no month or an amount is negative.
    """
    if not months or any(min(month) < 0 for month in months):
        raise ChartError("a schedule needs months with amounts of at least zero")
    highest = max(1, *(sum(month) for month in months))
    step = _grid_step(highest)
    lines = -(-highest // (step * 100))
    scale = (PLOT_BASE - PLOT_TOP) / (lines * step * 100)
    pitch = (LANE - PLOT_LEFT) / len(months)
    bars = tuple(_column(i, month, pitch, scale) for i, month in enumerate(months))
    grid = tuple(
        Mark(f"{i * step}", y=round(PLOT_BASE - i * step * 100 * scale, 1))
        for i in range(lines + 1)
    )
    numbers = sorted({1, len(months), *range(12, len(months) + 1, 12)})
    marks = tuple(Mark(f"{n}", x=round(PLOT_LEFT + (n - 0.5) * pitch, 1)) for n in numbers)
    return Columns(bars, grid, marks, first, last)


def _column(index: int, month: tuple[int, int], pitch: float, scale: float) -> Column:
    base, top = (amount * scale for amount in month)
    gap = 1 if top else 0
    return Column(
        x=round(PLOT_LEFT + index * pitch + pitch * 0.13, 2),
        width=round(pitch * 0.74, 2),
        base_y=round(PLOT_BASE - base, 2),
        base_height=round(base, 2),
        top_y=round(PLOT_BASE - base - top, 2),
        top_height=round(max(0.0, top - gap), 2),
    )
