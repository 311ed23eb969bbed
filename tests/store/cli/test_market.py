"""`flask market …` as an operator or a program calls it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from store import clock
from store.journeys.tables import tables


CAR = ("--on", "2026-12-01", "--region", "11", "--co2", "127", "--mass", "1165", "--cv", "5")


def ask(app: Flask, *args: str) -> tuple[int, dict[str, Any]]:
    done = app.test_cli_runner().invoke(args=["market", "taxes", *args, "--json"])
    return done.exit_code, json.loads(done.output)


def changed(**options: str) -> tuple[str, ...]:
    pairs = dict(zip(CAR[::2], CAR[1::2], strict=True))
    pairs |= {f"--{name}": value for name, value in options.items()}
    return tuple(part for pair in pairs.items() for part in pair)


def test_a_car_is_taxed_line_by_line_in_cents(app: Flask):
    status, said = ask(app, *CAR)
    sums = {key: said[key] for key in ("malus_co2", "malus_mass", "regional", "fixed", "total")}
    assert status == 0
    assert sums == {
        "malus_co2": 74_000,
        "malus_mass": 0,
        "regional": 34_500,
        "fixed": 1_376,
        "total": 109_876,
    }
    assert sum(line["cents"] for line in said["lines"]) == said["total"]
    assert all(line["rule"] and line["source"] for line in said["lines"])
    assert (said["on"], said["region"]) == ("2026-12-01", "11")


def test_a_family_s_refund_is_taken_off(app: Flask):
    family = changed(region="75", co2="168", mass="1900", cv="9", children="3")
    said = ask(app, *family)[1]
    assert (said["malus_co2"], said["malus_mass"], said["total"]) == (5_000, 0, 54_076)
    assert said["refund"] > 0


def test_an_electric_range_alone_means_a_plug_in_hybrid(app: Flask):
    heavy = {"region": "52", "co2": "40", "mass": "1838", "cv": "10", "range": "53"}
    assert ask(app, *changed(**heavy))[1]["malus_mass"] == 139_000
    assert ask(app, *changed(**heavy, energy="PHEV"))[1]["malus_mass"] == 139_000


def test_a_postcode_finds_its_region(app: Flask):
    assert ask(app, *changed(postcode="69002"))[1]["region"] == "84"


@pytest.mark.parametrize(
    ("day", "table"), [("2027-01-15", "regional:11"), ("2023-06-01", "malus_co2")]
)
def test_a_day_without_a_verified_table_is_refused_by_its_name(app: Flask, day: str, table: str):
    status, said = ask(app, *changed(on=day))
    assert status == 1
    assert said["error"]["code"] == "unknown_law"
    assert said["error"]["table"] == table
    assert said["error"]["on"] == day


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"mass": "-5"}, "mass_range"),
        ({"mass": "999999"}, "mass_range"),
        ({"mass": "heavy"}, "mass_form"),
        ({"co2": "-1"}, "co2_range"),
        ({"co2": "nan"}, "co2_form"),
        ({"co2": "1e999990"}, "co2_form"),
        ({"cv": "5.5"}, "fiscal_cv_range"),
        ({"region": "99"}, "region_unknown"),
        ({"region": ""}, "region_missing"),
        ({"postcode": "00000"}, "postcode_unknown"),
        ({"energy": "steam"}, "energy_unknown"),
        ({"children": "-1"}, "children_range"),
        ({"on": "tomorrow"}, "date_form"),
    ],
)
def test_a_bad_figure_is_refused_by_its_code(app: Flask, wrong: dict[str, str], code: str):
    status, said = ask(app, *changed(**wrong))
    assert (status, said["error"]["code"]) == (2, code)


@pytest.mark.parametrize(
    ("left_out", "code"),
    [("--co2", "co2_missing"), ("--mass", "mass_missing"), ("--cv", "fiscal_cv_missing")],
)
def test_a_missing_figure_is_refused_by_its_code(app: Flask, left_out: str, code: str):
    at = CAR.index(left_out)
    status, said = ask(app, *CAR[:at], *CAR[at + 2 :])
    assert (status, said["error"]["code"]) == (2, code)


def test_a_person_reads_a_table(app: Flask):
    done = app.test_cli_runner().invoke(args=["market", "taxes", *CAR])
    assert done.exit_code == 0
    assert "1,098.76" in done.output


def test_a_british_car_pays_its_first_year_and_the_fee(app: Flask):
    status, said = ask(
        app, "--market", "GB", "--on", "2026-12-01", "--region", "ENG", "--co2", "127"
    )
    assert status == 0
    assert (said["ved"], said["fixed"], said["total"]) == (45_500, 5_500, 51_000)


@pytest.mark.parametrize(("days", "ends"), [(45, True), (46, False)])
def test_the_check_fails_45_days_before_a_table_ends(app: Flask, days: int, *, ends: bool):
    before = datetime(2026, 12, 31, 11, tzinfo=UTC) - timedelta(days=days)
    with clock.stopped_at(before):
        done = app.test_cli_runner().invoke(args=["market", "check"])
    assert (done.exit_code == 1) is ends
    assert (f"FR fixed: ends on 2026-12-31, in {days} days" in done.output) is ends


def test_the_tables_are_sound_and_say_until_when(app: Flask):
    done = app.test_cli_runner().invoke(args=["market", "check"])
    assert "FR: 0 faults" in done.output
    assert "known until 2026-12-31" in done.output


def test_next_year_is_shown_as_enacted_or_as_not_verified(app: Flask):
    done = app.test_cli_runner().invoke(args=["market", "show", "--on", "2027-01-15", "--json"])
    rows = {row["table"]: row for row in json.loads(done.output)}
    assert rows["malus_co2"]["verified"]
    assert rows["malus_co2"]["values"]["cap_euros"] == 90_000
    assert "finance law for 2027" in rows["malus_co2"]["status"]["en"]
    assert rows["regional:11"]["reason"] == "no row in force"
    plain = app.test_cli_runner().invoke(args=["market", "show", "--on", "2027-01-15"])
    assert "no verified figure" in plain.output


LAW = """market = "FR"
author = "Claire Martin, legal"

[[regional]]
region = "11"
from = 2027-01-01
until = 2027-12-31
cents_per_cv = 7000
bev_exempt_percent = 0
source = "Délibération du conseil régional"
"""


def add(app: Flask, file: Path, text: str | bytes) -> Result:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return app.test_cli_runner().invoke(args=["market", "import", str(file)])


def test_a_table_is_added_without_a_release_and_seen_at_once(app: Flask, tmp_path: Path):
    assert ask(app, *changed(on="2027-06-01"))[1]["error"]["table"] == "regional:11"
    before = tables()
    done = add(app, tmp_path / "idf.toml", LAW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "regional:11: 2027-01-01 to 2027-12-31" in done.output
    with app.app_context():
        said = ask(app, *changed(on="2027-06-01"))[1]
        assert tables() is not before
        assert tables() is tables()
    assert said["error"]["table"] == "fixed"
    assert "Already kept" in add(app, tmp_path / "idf.toml", LAW).output


def test_a_wrong_file_is_named_by_its_line_and_nothing_is_taken(app: Flask, tmp_path: Path):
    file = tmp_path / "law.toml"
    done = add(app, file, LAW.replace("7000", "many"))
    assert done.exit_code == 2
    assert done.stderr.startswith(f"{file}:8: is not TOML")
    assert ask(app, *changed(on="2027-06-01"))[1]["error"]["table"] == "regional:11"
