"""The ways to pay as stacked bars on one scale, by when each part is paid; pure geometry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from store.journeys.finance_values import Way


HEIGHT = 130
# From one line of small text to the next, and from the top of a bar to the foot of its label.
LINE = 16
FOOT = 12


@dataclass(frozen=True)
class Bar:
    """One part of a stacked bar: when it is paid, its cents, its place in a drawing 130 high.

    `label_y` is the foot of its label, never closer than a line to that of another part.
    """

    when: str
    cents: int
    y: int
    height: int
    label_y: int


def stacks(found: Sequence[Way]) -> Mapping[str, tuple[Bar, ...]]:
    """Lay every way's parts out on one scale, the end below, the months above it."""
    most = max(1, *(way.total_cents for way in found))
    return {way.product: _stack(way, most) for way in found}


def _stack(way: Way, most: int) -> tuple[Bar, ...]:
    parts = (
        ("end", way.end_cents),
        ("monthly", way.monthly_part_cents),
        ("delivery", way.delivery_cents),
    )
    paid = [(when, cents, cents * HEIGHT // most) for when, cents in parts if cents > 0]
    tops = [HEIGHT - height for height in accumulate(height for _, _, height in paid)]
    placed = zip(paid, tops, label_feet(tops), strict=True)
    return tuple(Bar(when, cents, y, height, foot) for (when, cents, height), y, foot in placed)


def label_feet(tops: Sequence[int]) -> list[int]:
    """Feet of the labels of bars whose tops rise: beside the top, or moved to stay readable."""
    lowest = HEIGHT - 2
    raised = []
    for top in tops:
        lowest = min(top + FOOT, lowest)
        raised.append(lowest)
        lowest -= LINE
    # What was pushed out at the top comes down again, with all that it then touches.
    feet, highest = [], FOOT
    for foot in reversed(raised):
        highest = max(foot, highest)
        feet.append(highest)
        highest += LINE
    return feet[::-1]
