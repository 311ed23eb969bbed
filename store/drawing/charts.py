"""Where the marks of the charts stand: pure geometry from amounts, in a lane of 1,000 units.

Amounts are cents and stay as they came; only positions are computed here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass


LANE = 1000
TOP, BASE = 24, 136  # the interval's curve stands between these heights
PLOT_LEFT, PLOT_TOP, PLOT_BASE = 48, 28, 220
EIGHTY_PERCENT = 1.2816  # half width of the central 80 % of a normal curve, in deviations


class ChartError(ValueError):
    """Amounts that no chart can show, with the reason."""


@dataclass(frozen=True)
class Step:
    """One factor: its words and its signed cents; the first and last of a ladder are values."""

    label: str
    cents: int
    note: str = ""


@dataclass(frozen=True)
class Rung:
    """A row of the ladder: kind base | gain | loss | result; left, width, link in lane units."""

    label: str
    note: str
    cents: int
    kind: str
    left: int
    width: int
    link: int


def ladder(start: Step, factors: Sequence[Step], end: Step, *, final: bool = True) -> list[Rung]:
    """Lay out the way from one value to another, each factor a bar that starts where it stood.

    Args:
        start: the first value.
        factors: signed differences; their sum leads from start to end.
        end: the last value.
        final: whether the last value is the result, else it is a step on the way.

    Raises:
        ChartError: when the factors do not lead from start to end, to the cent.
    """
    total = start.cents + sum(factor.cents for factor in factors)
    if total != end.cents:
        raise ChartError(f"the factors of {start.label!r} lead to {total}, not to {end.cents}")
    marks = [start.cents]
    for factor in factors:
        marks.append(marks[-1] + factor.cents)
    scale = LANE / max(1, *marks)
    rungs = [_value(start, "base", scale)]
    rungs += [_factor(factor, marks[i], scale) for i, factor in enumerate(factors)]
    return [*rungs, _value(end, "result" if final else "base", scale)]


def _value(step: Step, kind: str, scale: float) -> Rung:
    width = round(step.cents * scale)
    return Rung(step.label, step.note, step.cents, kind, 0, width, width)


def _factor(step: Step, before: int, scale: float) -> Rung:
    left, right = sorted((before, before + step.cents))
    kind = "gain" if step.cents > 0 else "loss"
    at = round(left * scale)
    width = max(2, round((right - left) * scale))
    link = round((before + step.cents) * scale)
    return Rung(step.label, step.note, step.cents, kind, at, width, link)


@dataclass(frozen=True)
class Interval:
    """The offer in its interval: paths and positions in a drawing of 1,000 x 160."""

    curve: str
    band: str
    low: int
    high: int
    offer: int
    low_top: int
    high_top: int
    ticks: tuple[int, ...]
    start_cents: int
    low_cents: int
    high_cents: int
    end_cents: int
    offer_cents: int


def interval(
    low_cents: int, high_cents: int, offer_cents: int, sales: Sequence[int] = ()
) -> Interval:
    """Lay out a density with its central 80 % band, the offer and one tick a comparable sale.

    The curve has one normal half on each side of the offer, so that the band's edges hold 80 %.

    Raises:
        ChartError: when the offer is not inside the interval or the interval is empty.
    """
    if not low_cents < high_cents or not low_cents <= offer_cents <= high_cents:
        raise ChartError(f"{offer_cents} is not inside {low_cents} to {high_cents}")
    spread = high_cents - low_cents
    margin = max(1, spread * 2 // 3)
    start, end = low_cents - margin, high_cents + margin

    def across(cents: int) -> int:
        return round((cents - start) * LANE / (end - start))

    def height(cents: float) -> float:
        edge = low_cents if cents < offer_cents else high_cents
        deviation = max(abs(edge - offer_cents), spread // 8, 1) / EIGHTY_PERCENT
        return BASE - (BASE - TOP) * math.exp(-(((cents - offer_cents) / deviation) ** 2) / 2)

    points = [start + (end - start) * i // 60 for i in range(61)]
    inside = [low_cents, *(p for p in points if low_cents < p < high_cents), high_cents]
    line = "L".join(f"{across(p)} {height(p):.1f}" for p in points)
    area = "L".join(f"{across(p)} {height(p):.1f}" for p in inside)
    return Interval(
        curve=f"M{line}",
        band=f"M{across(low_cents)} {BASE}L{area}L{across(high_cents)} {BASE}z",
        low=across(low_cents),
        high=across(high_cents),
        offer=across(offer_cents),
        low_top=round(height(low_cents)),
        high_top=round(height(high_cents)),
        ticks=tuple(across(sale) for sale in sales if start <= sale <= end),
        start_cents=start,
        low_cents=low_cents,
        high_cents=high_cents,
        end_cents=end,
        offer_cents=offer_cents,
    )
