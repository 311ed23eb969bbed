"""The command line: train, evaluate, value; bad input is said in one line and ends with 2."""

import csv
import json
from pathlib import Path

import pytest

from tests.tradein.cars import made_up_sales
from tests.tradein.conftest import DEMO
from tradein.__main__ import main


def sales_file(folder: Path) -> Path:
    file = folder / "sales.csv"
    rows = list(made_up_sales())
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_a_country_is_trained_and_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sales, artefact = str(sales_file(tmp_path)), str(tmp_path / "model.json")
    assert main(["train", sales, "-o", artefact, "--on", "2026-11-21"]) == 0
    capsys.readouterr()
    assert main(["evaluate", artefact, sales, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["rows"] == 700
    assert figures["median_error_pct"] < 5.5


def test_a_car_is_valued_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    car = {
        "facts": {
            "brand": "Renault",
            "model": "Clio",
            "first_registration": "2020-05-01",
            "km": 70_000,
            "fuel": "petrol",
            "gearbox": "manual",
            "power_hp": 90,
        },
        "condition": {"damages": [{"zone": "roof", "kind": "dent", "severity": 1}]},
    }
    file = tmp_path / "car.json"
    file.write_text(json.dumps(car), encoding="utf-8")
    model, rules = str(DEMO / "model.json"), str(DEMO / "rules.toml")
    command = ["value", str(file), "--model", model, "--rules", rules, "--on", "2026-11-21"]
    assert main(command) == 0
    answer = json.loads(capsys.readouterr().out)
    assert sum(factor["cents"] for factor in answer["factors"]) == answer["offer_cents"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"facts": {"km": "many"}}'])
def test_what_is_no_car_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "car.json"
    file.write_text(text, encoding="utf-8")
    model, rules = str(DEMO / "model.json"), str(DEMO / "rules.toml")
    command = ["value", str(file), "--model", model, "--rules", rules, "--on", "2026-11-21"]
    assert main(command) == 2
    assert "is not a car" in capsys.readouterr().err


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "none.csv")
    assert main(["train", missing, "-o", str(tmp_path / "m.json"), "--on", "2026-11-21"]) == 2
    assert "none.csv" in capsys.readouterr().err
