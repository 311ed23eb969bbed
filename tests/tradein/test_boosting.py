"""The trees learn what they are shown and keep to the direction they are told."""

import json

import numpy as np
import pytest

from tradein.boosting import boost, predict
from tradein.sparse import Floats
from tradein.trees import Forest


NAMES, SIGNS = ("age", "km", "power"), (0, -1, 0)


@pytest.fixture(scope="module")
def shown() -> tuple[Floats, Floats]:
    draw = np.random.default_rng(3)
    values = draw.uniform(0, 10, (3000, 3))
    bump = np.where((values[:, 0] > 4) & (values[:, 2] > 5), 0.06, -0.02)
    return values, bump + 0.03 * np.sin(2 * values[:, 1]) + 0.01 * draw.normal(size=3000)


@pytest.fixture(scope="module")
def forest(shown: tuple[Floats, Floats]) -> Forest:
    return boost(*shown, NAMES, SIGNS, 80)


def test_an_interaction_is_learnt(forest: Forest, shown: tuple[Floats, Floats]) -> None:
    values, errors = shown
    assert np.abs(errors - predict(forest, values)).mean() < 0.6 * np.abs(errors).mean()


def test_more_km_never_adds(forest: Forest, shown: tuple[Floats, Floats]) -> None:
    values, _errors = shown
    further = values + np.array([0.0, 1.0, 0.0])
    assert (predict(forest, further) <= predict(forest, values)).all()


def test_plain_python_answers_as_numpy_does(forest: Forest, shown: tuple[Floats, Floats]) -> None:
    some = shown[0][:50]
    plain = [forest.correct(row) for row in some.tolist()]
    assert np.allclose(plain, predict(forest, some))


def test_a_forest_comes_back_as_it_was(forest: Forest) -> None:
    again = Forest.unpack(json.loads(json.dumps(forest.pack())))
    assert again == forest


def test_the_same_errors_grow_the_same_trees(forest: Forest, shown: tuple[Floats, Floats]) -> None:
    assert boost(*shown, NAMES, SIGNS, 80) == forest
