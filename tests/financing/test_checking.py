"""`python -m financing check` on cases made up here."""

import json
from pathlib import Path

import pytest

from financing.__main__ import main
from financing.cases import outcome_of
from financing.checking import read_cases
from financing.errors import BadData
from tests.financing.examples import LAW, LAW_TEXT


def computed(group: str, inputs: dict, **expected: object) -> dict[str, str]:
    case = {"id": "x", "group": group, "inputs": inputs, "expected": expected}
    found = outcome_of(json.loads(json.dumps(case), parse_float=str), LAW)
    assert not found.reason, found.reason
    return {each.name: str(each.computed) for each in found.compared}


def ok(group: str, inputs: dict, **expected: object) -> bool:
    found = outcome_of({"group": group, "inputs": inputs, "expected": expected}, LAW)
    assert not found.reason, found.reason
    return found.ok


@pytest.mark.parametrize(
    ("inputs", "percent"),
    [
        ({"credit": 1000, "payments": [{"amount": 1100, "first": 1, "per_year": 1}]}, 10),
        ({"credit": 1000, "payments": [{"amount": 1100, "t": 1}]}, 10),
        ({"credit": 1000, "payments": [{"amount": 1100, "first": 52, "per_year": 52}]}, 10),
        ({"credit": 1000, "payments": [{"amount": 1100, "first": 365, "per_year": 365}]}, 10),
        ({"credit": 1000, "payments": [{"amount": "1048.808848", "first": 2, "per_year": 4}]}, 10),
        (
            {
                "drawdowns": [{"amount": 500, "t": 0}, {"amount": 500, "t": 1}],
                "payments": [{"amount": 1155, "t": 2}],
            },
            10,
        ),
        (
            {
                "credit": 1000,
                "charges": [{"amount": 10, "t": "-0.5"}],
                "payments": [{"amount": "1088.463103", "t": 1}],
            },
            10,
        ),
        (
            {
                "credit": 200,
                "payments": [{"count": 2, "amount": 110, "growth": "0.1", "t": 1, "per_year": 1}],
            },
            10,
        ),
    ],
    ids=["year", "t", "weeks", "days", "quarters", "two drawdowns", "charge before", "rising"],
)
def test_a_rate_is_found_for_every_way_to_write_payments(inputs: dict, percent: int):
    assert ok("apr", inputs, apr_percent=percent, tolerance_pp=0.0001)


def test_an_odd_first_interval_delays_counted_payments_only():
    inputs = {
        "credit": 1000,
        "payments": [{"amount": 50, "t": 0}, {"amount": 1045, "first": 12, "per_year": 12}],
        "first_interval_extra_days": {"days": 73, "year_days": 365},
    }
    # 950 grow to 1045, by a tenth, in 1.2 years.
    assert ok("apr", inputs, apr_percent=(1.1 ** (1 / 1.2) - 1) * 100, tolerance_pp=0.000001)


def test_totals_count_deposits_and_interest_the_cash_price():
    found = computed(
        "apr",
        {
            "credit": 900,
            "cash_price": 1000,
            "deposits": [100],
            "payments": [{"count": 10, "amount": 95, "first": 1, "per_year": 12}],
        },
        total_amount_payable=1050,
        interest=50,
        total_cost=150,
    )
    assert found == {"total_amount_payable": "1050", "interest": "50", "total_cost": "150"}


def test_the_united_states_discount_a_fraction_of_a_period_simply():
    inputs = {
        "advance": 1000,
        "payments_count_amount_firstperiod": [[1, 1111, 1]],
        "periods_per_year": 12,
        "odd_first_fraction": "1/10",
    }
    # (1 + 0.1 i)(1 + i) = 1.111 at i = 0.1 but for 0.001: nearly ten percent a period.
    assert ok("us_apr", inputs, apr_nominal_percent=120, tolerance_pp=0.2)


def test_an_insurance_has_the_rate_by_which_it_makes_the_credit_dearer():
    inputs = {
        "credit": 1000,
        "payments": [{"amount": 1100, "first": 1, "per_year": 1}],
        "insurance_per_month": 20,
    }
    assert ok("taea", inputs, taea_percent=2, apr_percent=10)


def test_plans_leases_and_intervals_are_reckoned():
    plan = {"principal": 1200, "annual_rate": 0, "n": 12}
    assert ok("instalment", plan | {"rounding": "UP"}, instalment=100, interest=0)
    assert ok("instalment", plan | {"balloon": 600, "per_year": 4}, instalment=50)
    assert ok("instalment", plan | {"balance_after": 3}, balance=900)
    assert ok("schedule", plan, rows={"12": {"due": 100, "balance": 0}}, total_interest=0)
    lease = {"price": 1000, "first_rental": 100, "rentals": 9, "rental": 50, "option": 450}
    assert ok("lease_totals", lease, total_with_option=1000, implied_apr_option_month_9=0)
    days = {"start": "2028-02-29", "end": "2029-02-28", "unit": "Months"}
    assert ok("interval", days, whole_periods=12, days=0)
    assert ok("interval", days | {"unit": "day"}, whole_periods=365, days=0)


def test_a_quarter_without_official_ceilings_is_unknown():
    assert ok("usury", {"date": "2026-02-01", "amount": 6000.01}, max_taeg_percent=8.67)
    assert ok("usury", {"date": "2026-10-01", "amount": 1}, max_taeg_percent=None)


def test_what_cannot_be_reckoned_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    cases = [
        {"id": "a", "group": "instalment", "inputs": {}, "expected": {"instalment": 1}},
        {"id": "b", "group": "weather", "inputs": {}, "expected": {}},
        {
            "id": "c",
            "group": "interval",
            "inputs": {"start": "2026-01-01", "end": "2026-02-01", "unit": "month"},
            "expected": {"whole_periods": 1, "moons": 1},
        },
        {
            "id": "d",
            "group": "interval",
            "inputs": {"start": "2026-01-01", "end": "2026-02-01", "unit": "moon"},
            "expected": {"whole_periods": 1},
        },
    ]
    (tmp_path / "law.toml").write_text(LAW_TEXT, encoding="utf-8")
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": cases}), encoding="utf-8")
    assert main(["check", str(file), "--law", str(tmp_path / "law.toml")]) == 1
    said = capsys.readouterr().out
    assert "no principal or credit" in said
    assert "'weather' is not one of" in said
    assert "not reckoned: moons" in said
    assert "'moon' is not one of" in said
    assert "1 of 4 cases agree, 1 figures" in said


def test_a_figure_that_differs_fails_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    inputs = {"principal": 1200, "annual_rate": 0, "n": 12}
    case = {"id": "a", "group": "instalment", "inputs": inputs, "expected": {"instalment": 101}}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([case]), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    assert "expected 101, computed 100" in capsys.readouterr().out


def test_a_file_of_something_else_is_refused(tmp_path: Path):
    for text in ("{", '{"cases": 1}', "[1]"):
        (tmp_path / "cases.json").write_text(text, encoding="utf-8")
        with pytest.raises(BadData):
            read_cases(tmp_path / "cases.json")
