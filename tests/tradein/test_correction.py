"""Trees are kept where unseen sales prove them, and only there."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.tradein.cars import made_up_sales
from tradein import Plan, ValuationModel, train
from tradein.cleaning import Cleaning, clean
from tradein.metrics import evaluate


ON = date(2026, 11, 21)
COUNT = 3_800


def generations() -> Iterator[dict[str, str]]:
    """Sales of two models, one of which lost a quarter of its price at its facelift if strong."""
    for row in made_up_sales(COUNT):
        old = float(row["age"]) > 4.6 and row["model"] == "Deluxe" and row["power_hp"] == "120"
        yield {**row, "price": f"{float(row['price']) * (0.75 if old else 1.0):.0f}"}


@pytest.fixture(scope="module")
def jumping() -> ValuationModel:
    return train(generations(), Plan(on=ON))


def test_a_jump_that_no_curve_follows_earns_trees(jumping: ValuationModel) -> None:
    sales = clean(generations(), Cleaning())
    with_trees = evaluate(jumping, sales)["mean_error_pct"]
    assert jumping.forest is not None
    assert with_trees < evaluate(replace(jumping, forest=None), sales)["mean_error_pct"] - 0.3


def test_trees_are_kept_in_the_artefact(jumping: ValuationModel) -> None:
    again = ValuationModel.load(json.dumps(json.loads(jumping.dump())))
    assert again.forest == jumping.forest


def test_noise_is_not_learnt() -> None:
    rows, draw = list(made_up_sales(COUNT)), np.random.default_rng(11).normal(0, 0.2, COUNT)
    prices = [float(row["price"]) * math.exp(more) for row, more in zip(rows, draw, strict=True)]
    noisy = [{**row, "price": f"{price:.0f}"} for row, price in zip(rows, prices, strict=True)]
    model = train(noisy, Plan(on=ON))
    quiet = clean(rows, Cleaning())
    alone = evaluate(replace(model, forest=None), quiet)["mean_error_pct"]
    assert evaluate(model, quiet)["mean_error_pct"] < alone + 0.2
