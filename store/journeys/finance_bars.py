"""The ways to pay as stacked bars on one scale, by when each part is paid; pure geometry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.journeys.finance_values import Way


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
