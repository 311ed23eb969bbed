"""A market is fitted from its sales alone, and a poor fit is not published."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.tradein.cars import made_up_sales
from tradein import (
    Condition,
    Facts,
    NotPublishableError,
    Plan,
    Rules,
    TrainingError,
    Valuation,
    ValuationModel,
    train,
    value,
)
from tradein.cleaning import Cleaning, clean
from tradein.files import read_sales
from tradein.metrics import evaluate
from tradein.publish import check_publishable


SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
ON = date(2026, 11, 21)


@pytest.fixture(scope="module")
def made_up() -> ValuationModel:
    return train(made_up_sales(), Plan(on=ON))


def test_a_formula_is_found_again_from_its_sales(made_up: ValuationModel) -> None:
    figures = made_up.metrics["held_out"]
    assert figures["median_error_pct"] < 5.5
    assert figures["median_error_pct"] < made_up.metrics["lookup_table"]["median_error_pct"]
    check_publishable(made_up)


def test_the_interval_is_calibrated(made_up: ValuationModel) -> None:
    assert 70 <= made_up.metrics["held_out"]["coverage_80_pct"] <= 90


def test_a_new_country_needs_no_code_to_value_a_car(made_up: ValuationModel, rules: Rules) -> None:
    car = Facts(
        brand="ACME",
        model="basic",
        first_registration=date(2022, 11, 21),
        km=48_000,
        fuel="petrol",
        gearbox="manual",
        power_hp=90,
    )
    answer = value(car, Condition(), made_up, rules, ON)
    assert isinstance(answer, Valuation)
    expected = 1_500_000 * 2.718281828 ** (-0.44 - 0.096)
    assert answer.market_cents == pytest.approx(expected, rel=0.05)


def test_the_same_sales_make_the_same_model(made_up: ValuationModel) -> None:
    assert train(made_up_sales(), Plan(on=ON)).model_id == made_up.model_id


def test_too_few_sales_are_refused() -> None:
    with pytest.raises(TrainingError) as caught:
        train(made_up_sales(50), Plan(on=ON))
    assert caught.value.code == "too-few"


def test_a_model_worse_than_the_table_is_not_published(made_up: ValuationModel) -> None:
    poor = {**made_up.metrics["held_out"], "median_error_pct": 99.0}
    with pytest.raises(NotPublishableError, match="no better"):
        check_publishable(replace(made_up, metrics={**made_up.metrics, "held_out": poor}))


def test_a_miscalibrated_model_is_not_published(made_up: ValuationModel) -> None:
    poor = {**made_up.metrics["held_out"], "coverage_80_pct": 55.0}
    with pytest.raises(NotPublishableError, match=r"55\.0 is more than 1\d\.\d from 80"):
        check_publishable(replace(made_up, metrics={**made_up.metrics, "held_out": poor}))


@pytest.mark.parametrize(
    ("rows", "covered", "may"),
    [(35, 94.3, True), (35, 60.0, False), (200, 91.0, False), (5000, 89.0, True)],
)
def test_chance_among_few_sales_does_not_keep_a_model_back(
    made_up: ValuationModel, *, rows: int, covered: float, may: bool
) -> None:
    figures = {**made_up.metrics["held_out"], "rows": rows, "coverage_80_pct": covered}
    judged = replace(made_up, metrics={**made_up.metrics, "held_out": figures})
    with nullcontext() if may else pytest.raises(NotPublishableError, match="from 80"):
        check_publishable(judged)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared sales files")
def test_the_shipped_model_keeps_its_figures_on_sales_it_did_not_see(model: ValuationModel) -> None:
    rows = read_sales(SHARED / "tradein" / "autohero_fr_2025.csv.gz")
    held = clean((row for row in rows if row["split"] == "valid"), Cleaning())
    figures = evaluate(model, held)
    assert figures["rows"] == 214
    assert figures["median_error_pct"] <= 6.0
    assert figures["within_10_pct"] >= 74
    check_publishable(replace(model, metrics={**model.metrics, "held_out": figures}))
