"""The figures of a desk as rows of lying bars: words, note, value, thousandths, colour."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from store.catalogue.brands import BRANDS
from store.desk.sales import Sales, Sold
from store.desk.wording import STATES, word
from store.formats import day, euros_round


LANE = 1000
PLAIN, MATTERS = 3, 1
Row = tuple[str, str, str, int, int]


def by_week(found: Sales) -> list[Row]:
    """Return one row a week, this week's in the colour that matters."""
    words = [_("Week of %(day)s", day=day(monday)) for monday in found.weeks]
    return _sold(words, found.weeks.values())


def by_brand(found: Sales) -> list[Row]:
    """Return one row a brand, the one that sold most first."""
    ranked = sorted(found.brands.items(), key=lambda one: -one[1].orders)
    return _sold([BRANDS[key].name for key, _sum in ranked], [one for _key, one in ranked])


def by_state(states: Mapping[str, int]) -> list[Row]:
    """Return one row a state that orders are in, in the order of their life."""
    held = [(state, states[state]) for state in STATES if states.get(state)]
    most = max((number for _state, number in held), default=1)
    return [
        (word(STATES, state), "", f"{number}", number * LANE // most, PLAIN)
        for state, number in held
    ]


def _sold(words: Iterable[str], sums: Iterable[Sold]) -> list[Row]:
    rows = list(zip(words, sums, strict=True))
    most = max([1, *(one.orders for _words, one in rows)])
    return [
        (
            text,
            euros_round(one.cents),
            f"{one.orders}",
            one.orders * LANE // most,
            PLAIN if place else MATTERS,
        )
        for place, (text, one) in enumerate(rows)
    ]
