"""The stacked bars of the ways to pay: parts on one scale, labels that never touch."""

from itertools import pairwise

from hypothesis import given, strategies as st

from store.journeys.finance_bars import FOOT, HEIGHT, LINE, label_feet, stacks
from store.journeys.finance_values import Way


CENTS = st.one_of(st.just(0), st.integers(1, 60_000_00))


def way(product: str, delivery: int, monthly: int, end: int) -> Way:
    return Way(
        product=product,
        delivery_cents=delivery,
        monthly_part_cents=monthly,
        end_cents=end,
        total_cents=delivery + monthly + end,
    )


@given(st.lists(st.tuples(CENTS, CENTS, CENTS), min_size=1, max_size=4))
def test_labels_stay_a_line_apart_and_inside_the_drawing(amounts: list[tuple[int, int, int]]):
    found = stacks([way(str(number), *parts) for number, parts in enumerate(amounts)])
    for bars in found.values():
        feet = [bar.label_y for bar in bars]
        assert all(FOOT <= foot <= HEIGHT for foot in feet)
        assert all(low - high >= LINE for low, high in pairwise(feet))
        assert all(bar.y + bar.height <= HEIGHT and bar.y >= 0 for bar in bars)


def test_a_thin_part_above_another_keeps_its_label_readable():
    bars = stacks([way("loan", 3_000_00, 39_312_00, 0)])["loan"]
    assert [bar.when for bar in bars] == ["monthly", "delivery"]
    assert bars[0].label_y - bars[1].label_y >= LINE


def test_a_label_stands_at_the_top_of_a_bar_that_is_high_enough():
    assert label_feet([100, 40, 0]) == [112, 52, 12]
