"""A few sales of another market move a model; too few, or many, do not."""

from collections.abc import Iterator

import pytest

from tests.tradein.cars import TODAY, made_up_sales
from tradein import Plan, TrainingError, ValuationModel, recalibrate, train
from tradein.cleaning import Cleaning, clean
from tradein.metrics import evaluate
from tradein.publish import check_publishable


DEARER = 1.3


def elsewhere(skipped: int, count: int) -> Iterator[dict[str, str]]:
    """The made-up market at another level of prices."""
    for number, row in enumerate(made_up_sales(skipped + count)):
        if number >= skipped:
            price = f"{float(row['price']) * DEARER:.0f}"
            yield {**row, "dataset": "elsewhere", "price": price}


@pytest.fixture(scope="module")
def base() -> ValuationModel:
    return train(made_up_sales(), Plan(on=TODAY))


def test_a_hundred_sales_move_the_level(base: ValuationModel) -> None:
    moved = recalibrate(elsewhere(0, 100), base, Plan(on=TODAY))
    unseen = clean(elsewhere(100, 400), Cleaning())
    before, after = evaluate(base, unseen), evaluate(moved, unseen)
    assert before["median_error_pct"] > 20
    assert after["median_error_pct"] < 6
    assert 70 <= after["coverage_80_pct"] <= 92
    check_publishable(moved)


def test_what_moved_says_where_it_came_from(base: ValuationModel) -> None:
    moved = recalibrate(elsewhere(0, 60), base, Plan(on=TODAY))
    assert moved.provenance["base"] == base.model_id
    assert moved.market == "elsewhere"
    assert moved.model_id != base.model_id
    assert ValuationModel.load(moved.dump()) == moved


@pytest.mark.parametrize(("count", "code"), [(20, "too-few"), (1100, "too-many")])
def test_too_few_and_too_many_are_refused(base: ValuationModel, count: int, code: str) -> None:
    with pytest.raises(TrainingError) as caught:
        recalibrate(elsewhere(0, count), base, Plan(on=TODAY))
    assert caught.value.code == code
