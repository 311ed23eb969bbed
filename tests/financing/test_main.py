import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from financing import read_residuals
from financing.__main__ import main
from financing.reading import Reader
from financing.residuals import read_residual
from tests.financing.examples import LAW_TEXT, OFFERS_TEXT


REQUEST = {
    "product": "loan",
    "price_cents": 25_000_00,
    "contribution_cents": 5_000_00,
    "months": 48,
    "km_per_year": 15_000,
    "start": "2026-11-24",
    "vehicle_group": "hatch",
    "new_vehicle": True,
}


def written(folder: Path, **changes: object) -> str:
    (folder / "offers.toml").write_text(OFFERS_TEXT, encoding="utf-8")
    (folder / "law.toml").write_text(LAW_TEXT, encoding="utf-8")
    document = {"offers": "offers.toml", "law": "law.toml", "request": REQUEST, **changes}
    file = folder / "wish.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)


def test_a_quote_is_printed_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["quote", written(tmp_path)]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert found["monthly_cents"] == 462_67
    assert len(found["schedule"]) == 48


def test_a_refusal_is_printed_and_told_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["quote", written(tmp_path, request={**REQUEST, "months": 50})]) == 1
    [found] = json.loads(capsys.readouterr().out)
    assert found["nearest"] == {"months": 48}


def test_a_rate_is_printed_exact_and_as_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    flows = [{"when": "2026-01-01", "cents": 100_000, "kind": "credit"}]
    flows.append({"when": "2027-01-01", "cents": 106_450})
    file = tmp_path / "flows.json"
    file.write_text(json.dumps({"flows": flows}), encoding="utf-8")
    assert main(["apr", str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "apr_percent": "6.4500000000",
        "shown_percent": "6.45",
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"law": "none.toml"}, "No such file"),
        ({"request": []}, "request: a table is expected"),
        ({"request": {**REQUEST, "colour": "red"}}, "request: unknown: colour"),
        ({"request": {**REQUEST, "start": "soon"}}, "request.start: 'soon' is not a date"),
        ({"offer": "gift"}, "offers: none is a loan of that name"),
    ],
)
def test_a_wrong_file_is_told_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict, reason: str
):
    assert main(["quote", written(tmp_path, **changes)]) == 2
    assert reason in capsys.readouterr().err


def test_flows_without_a_single_rate_are_an_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "flows.json"
    file.write_text('{"flows": [{"when": 0, "cents": 100, "kind": "credit"}]}', encoding="utf-8")
    assert main(["apr", str(file)]) == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "no_single_rate"


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"flows": [{"when": 0.5, "cents": 1}]}'])
def test_what_is_no_flow_file_is_told_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
):
    file = tmp_path / "flows.json"
    file.write_text(text, encoding="utf-8")
    assert main(["apr", str(file)]) == 2
    assert str(file) in capsys.readouterr().err


CSV = """group,months,km,percent
hatch,24,10000,65
hatch,24,20000,60.5
hatch,48,10000,50
hatch,48,20000,45
"""
TERMS = """safety_percent = 92.5
reference_price_cents = 2490000
author = "an \\"expert\\""
valid_from = 2026-01-01
valid_until = 2026-12-31
source = "a file of November"
"""


def test_residual_values_of_a_csv_file_become_tables_of_an_offers_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "values.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    command = ["residuals", str(tmp_path / "values.csv"), "--terms", str(tmp_path / "terms.toml")]
    assert main(command) == 0
    [read_back] = tomllib.loads(capsys.readouterr().out, parse_float=Decimal)["residual"]
    [table] = read_residuals(CSV, tomllib.loads(TERMS, parse_float=Decimal))
    assert read_residual(Reader("written", read_back)) == table


@pytest.mark.parametrize(
    ("values", "terms", "reason"),
    [
        (CSV.replace("60.5", "66"), TERMS, "a value never rises"),
        (CSV, TERMS.replace("author", "writer"), "author"),
        (CSV, "author", "not TOML"),
    ],
)
def test_wrong_residual_values_print_no_table(
    values: str, terms: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "values.csv").write_text(values, encoding="utf-8")
    (tmp_path / "terms.toml").write_text(terms, encoding="utf-8")
    command = ["residuals", str(tmp_path / "values.csv"), "--terms", str(tmp_path / "terms.toml")]
    assert main(command) == 2
    said = capsys.readouterr()
    assert (said.out, reason in said.err) == ("", True)
