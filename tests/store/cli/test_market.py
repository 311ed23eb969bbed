"""`flask market …` as an operator or a program calls it."""

import json
from typing import Any

import pytest
from flask import Flask


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


@pytest.mark.parametrize("day", ["2027-01-15", "2023-06-01"])
def test_a_day_without_a_verified_table_is_refused_by_its_name(app: Flask, day: str):
    status, said = ask(app, *changed(on=day))
    assert status == 1
    assert said["error"]["code"] == "unknown_law"
    assert said["error"]["table"] == "malus_co2"
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


def test_the_tables_are_sound_and_say_until_when(app: Flask):
    done = app.test_cli_runner().invoke(args=["market", "check"])
    assert done.exit_code == 0
    assert "FR: 0 faults" in done.output
    assert "known until 2026-12-31" in done.output


def test_next_year_is_shown_as_not_verified(app: Flask):
    done = app.test_cli_runner().invoke(args=["market", "show", "--on", "2027-01-15", "--json"])
    rows = {row["table"]: row for row in json.loads(done.output)}
    assert not rows["malus_co2"]["verified"]
    assert rows["malus_co2"]["values"]["cap_euros"] == 90_000
    assert rows["malus_mass"]["reason"] == "no row in force"
    plain = app.test_cli_runner().invoke(args=["market", "show", "--on", "2027-01-15"])
    assert "no verified figure" in plain.output
