import pytest
from hypothesis import given, strategies as st

from store.drawing.charts import LANE, ChartError, Step, interval, ladder
from store.drawing.columns import columns


CENTS = st.integers(0, 10_000_000)


@given(CENTS, st.lists(st.integers(-500_000, 500_000), max_size=8))
def test_a_ladder_stays_in_its_lane_and_keeps_every_cent(start: int, factors: list[int]) -> None:
    end = start + sum(factors)
    steps = [Step(f"{i}", cents) for i, cents in enumerate(factors)]
    rungs = ladder(Step("new", start), steps, Step("offer", end))
    assert rungs[0].cents + sum(r.cents for r in rungs[1:-1]) == rungs[-1].cents
    assert all(r.link <= LANE for r in rungs)


def test_a_ladder_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ChartError, match="1001"):
        ladder(Step("new", 1000), [Step("age", 1)], Step("offer", 1000))


def test_gains_and_losses_are_told_apart() -> None:
    rungs = ladder(Step("a", 100), [Step("b", -30), Step("c", 10)], Step("d", 80), final=False)
    assert [r.kind for r in rungs] == ["base", "loss", "gain", "base"]


@given(CENTS, st.integers(1, 500_000), st.floats(0, 1))
def test_the_offer_stands_inside_its_band(low: int, spread: int, share: float) -> None:
    offer = low + int(spread * share)
    chart = interval(low, low + spread, offer, (low, low + spread, -(10**9)))
    assert 0 < chart.low <= chart.offer <= chart.high < LANE
    assert len(chart.ticks) == 2
    assert (chart.low_cents, chart.offer_cents, chart.high_cents) == (low, offer, low + spread)


@pytest.mark.parametrize(("low", "high", "offer"), [(5, 5, 5), (9, 5, 7), (1, 5, 6), (1, 5, 0)])
def test_an_offer_outside_its_interval_is_refused(low: int, high: int, offer: int) -> None:
    with pytest.raises(ChartError):
        interval(low, high, offer)


@given(st.lists(st.tuples(CENTS, CENTS), min_size=1, max_size=120))
def test_columns_stand_on_the_base_and_under_the_top(months: list[tuple[int, int]]) -> None:
    chart = columns(months, "first", "last")
    assert len(chart.bars) == len(months)
    assert all(bar.top_y >= 27.9 and bar.x + bar.width <= LANE for bar in chart.bars)


@pytest.mark.parametrize("bad", [[], [(1, -1)], [(-1, 1)]])
def test_a_schedule_without_months_or_below_zero_is_refused(bad: list[tuple[int, int]]) -> None:
    with pytest.raises(ChartError):
        columns(bad, "", "")
