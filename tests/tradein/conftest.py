"""The shipped demonstration model and rules."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tradein.cars import CAR, TODAY
from tradein import Condition, Rules, Valuation, ValuationModel, read_rules, value


DEMO = Path(__file__).resolve().parents[2] / "store" / "demo" / "tradein"


@pytest.fixture(scope="session")
def model() -> ValuationModel:
    return ValuationModel.load((DEMO / "model.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def rules() -> Rules:
    return read_rules((DEMO / "rules.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def appraise(model: ValuationModel, rules: Rules) -> Callable[..., Valuation]:
    """Value the usual car with some facts changed and, under `state`, some condition."""

    def of(state: Condition | None = None, **changes: object) -> Valuation:
        answer = value(replace(CAR, **changes), state or Condition(), model, rules, TODAY)
        assert isinstance(answer, Valuation)
        return answer

    return of
