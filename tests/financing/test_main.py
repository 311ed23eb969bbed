import json
from pathlib import Path

import pytest

from financing.__main__ import main
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
