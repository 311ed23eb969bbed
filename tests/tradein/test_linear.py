"""The fit is the one a dense solver finds, with SciPy or without, and heeds no odd price."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from tradein.linear import Ridge, fit
from tradein.products import Compiled, Plain
from tradein.sparse import Floats, Sparse, gather


def design(draw: np.random.Generator) -> Sparse:
    """300 cars of six models with an age and a few words."""
    models, words = draw.integers(6, size=300), draw.integers(12, size=(300, 2))
    return gather(
        (
            [("all|", 1.0), (f"model|{m}", 1.0), ("age|^0", age), *((f"word|{w}", 1.0) for w in ws)]
            for m, ws, age in zip(models, words.tolist(), draw.uniform(0, 9, 300), strict=True)
        ),
        2,
    )


def dense(matrix: Sparse) -> Floats:
    whole = np.zeros((matrix.height, len(matrix.names)))
    np.add.at(whole, (matrix.rows, matrix.columns), matrix.values)
    return whole


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_a_fit_without_odd_prices_is_the_ridge_of_a_dense_solver(seed: int) -> None:
    draw = np.random.default_rng(seed)
    matrix = design(draw)
    whole, penalties = dense(matrix), draw.uniform(0.1, 5, len(matrix.names))
    truth = draw.normal(size=len(penalties))
    target = whole @ truth
    priors = truth + 1e-3 * draw.normal(size=len(truth))
    beliefs = Ridge(np.ones(len(target)), penalties, priors, firm=len(target) - 1)
    found = fit(matrix, target, beliefs)
    normal = whole.T @ whole + np.diag(penalties)
    exact = np.linalg.solve(normal, whole.T @ target + penalties * priors)
    assert np.abs(whole @ (found - exact)).max() < 1e-4


def test_one_odd_price_in_ten_moves_the_fit_by_little() -> None:
    draw = np.random.default_rng(1)
    matrix = design(draw)
    whole, plain = dense(matrix), np.full(len(matrix.names), 0.01)
    target = whole @ draw.normal(size=len(plain)) + 0.05 * draw.normal(size=matrix.height)
    odd = target + np.where(np.arange(matrix.height) % 10 == 0, 3.0, 0.0)
    ridge = Ridge(np.ones(len(target)), plain, np.zeros(len(plain)))
    calm, moved = fit(matrix, target, ridge), fit(matrix, odd, ridge)
    assert np.median(np.abs(whole @ (moved - calm))) < 0.02


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_numpy_alone_multiplies_as_scipy_does(seed: int) -> None:
    pytest.importorskip("scipy")
    draw = np.random.default_rng(seed)
    matrix = design(draw)
    cells, shape = (matrix.rows, matrix.columns, matrix.values), (300, len(matrix.names))
    fast, plain = Compiled(cells, shape), Plain(cells, shape)
    effects, rows = draw.normal(size=shape[1]), draw.normal(size=300)
    assert np.allclose(fast.times(effects), plain.times(effects))
    assert np.allclose(fast.back(rows), plain.back(rows))
    assert np.isclose(fast.times(effects) @ rows, effects @ plain.back(rows))
