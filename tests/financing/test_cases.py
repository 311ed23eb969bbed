"""The worked cases of others: European Commission, adverts, textbooks, libraries."""

from pathlib import Path

import pytest

from financing.cases import outcome_of
from financing.checking import read_cases
from financing.law_file import read_law


ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT.parent / "shared" / "data" / "financing" / "cases.json"
LAW = read_law((ROOT / "store" / "markets" / "fr" / "credit.toml").read_text(encoding="utf-8"))
CASES = read_cases(FILE) if FILE.parent.is_dir() else []


@pytest.mark.parametrize("case", [pytest.param(case, id=str(case["id"])) for case in CASES])
def test_a_worked_case_agrees_in_every_figure(case: dict):
    found = outcome_of(case, LAW)
    assert found.ok, found
    assert not found.unknown
