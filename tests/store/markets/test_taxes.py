import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from store.markets import (
    Household,
    Invalid,
    TaxedVehicle,
    UnknownLaw,
    all_tables,
    faults,
    market,
    taxed_energy,
)
from store.markets.malus import co2_euros
from store.markets.taxes import taxes_in_region


SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
WORKED = SHARED / "taxes" / "fr_taxes.json"
CASES = json.loads(WORKED.read_text("utf-8"))["test_cases"] if WORKED.exists() else []
ADEME = SHARED / "vehicles" / "ademe_versions_2023_2024.csv"


def _worked_vehicle(given: dict[str, Any]) -> TaxedVehicle:
    energy = "petrol"
    if given.get("energy") == "BEV":
        energy = "bev"
    elif "phev_ev_range" in given:
        energy = "phev"
    elif given.get("hybrid"):
        energy = "hev"
    return TaxedVehicle(
        co2_g=given["co2_wltp"],
        mass_kg=given["mass_running_order_kg"],
        fiscal_cv=given["fiscal_cv"],
        energy=energy,
        electric_range_km=given.get("phev_ev_range", 0),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_worked_case_is_exact(case: dict[str, Any]):
    given = case["input"]
    on = date(2025, 6, 15) if given.get("y") == 2025 else date(2026, 12, 1)
    household = Household(
        children=given.get("children", 0), wheelchair=given.get("disabled", False)
    )
    taxes = taxes_in_region(_worked_vehicle(given), given["region"], on, household)
    expect = case["expect"]["registration"]
    cents = {line.code: line.cents for line in taxes.lines}
    assert cents == {
        "malus_co2": expect["Y3_co2"] * 100,
        "malus_mass": expect["Y_mass"] * 100,
        "regional": expect["Y1"] * 100,
        "fixed": round(expect["Y4_fixed"] * 100),
        "delivery": round(expect["Y5_post"] * 100),
    }
    assert taxes.total_cents == round(expect["total"] * 100)


def car(**changed: object):
    figures = {"co2_g": 120, "mass_kg": 1300, "fiscal_cv": 5, "energy": "petrol"}
    return TaxedVehicle(**(figures | changed))


def test_the_tables_have_neither_gap_nor_overlap():
    assert faults(all_tables(market("FR"))) == ()


def test_the_taxes_are_verified_until_the_end_of_2026():
    assert market("FR").known_until() == date(2026, 12, 31)


def test_a_free_mass_line_says_whether_it_is_light_or_capped():
    on = date(2026, 12, 1)
    light = taxes_in_region(car(), "84", on).lines[1]
    capped = taxes_in_region(car(co2_g=250, mass_kg=2300), "84", on).lines[1]
    assert (light.note, capped.note) == ("malus_mass_below", "malus_mass_capped")


def test_a_family_pays_first_and_the_refund_is_told_apart():
    on = date(2026, 12, 1)
    family = taxes_in_region(car(co2_g=168), "75", on, Household(children=3))
    alone = taxes_in_region(car(co2_g=168), "75", on)
    assert family.total_cents + family.refund_cents == alone.total_cents
    assert family.refund_cents > 0


def test_a_four_seater_gets_no_family_allowance():
    on = date(2026, 12, 1)
    two = taxes_in_region(car(co2_g=168, seats=4), "75", on, Household(children=3))
    assert two.refund_cents == 0


@pytest.mark.parametrize(
    ("day", "euros"),
    [(date(2024, 12, 31), 100), (date(2025, 3, 1), 210), (date(2026, 1, 1), 310)],
)
def test_the_scale_changes_on_its_day(day: date, euros: int):
    assert co2_euros(120, day) == euros


def test_the_regional_rate_changes_within_the_year():
    before = taxes_in_region(car(), "11", date(2026, 2, 28)).lines[2]
    after = taxes_in_region(car(), "11", date(2026, 3, 1)).lines[2]
    assert (before.cents, after.cents) == (27500, 34500)


def test_half_a_euro_is_rounded_up():
    assert taxes_in_region(car(fiscal_cv=7), "76", date(2026, 5, 1)).lines[2].cents == 41700


@pytest.mark.parametrize("day", [date(2027, 1, 15), date(2023, 6, 1), date(2028, 1, 1)])
def test_a_day_without_a_verified_scale_blocks(day: date):
    with pytest.raises(UnknownLaw) as caught:
        taxes_in_region(car(), "84", day)
    assert caught.value.on == day


def test_an_overseas_collectivity_without_a_rate_blocks():
    with pytest.raises(UnknownLaw, match="regional:988"):
        taxes_in_region(car(), "988", date(2026, 5, 1))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"co2_g": -1}, "co2_range"),
        ({"co2_g": 127.0}, "co2_range"),
        ({"mass_kg": -5}, "mass_range"),
        ({"mass_kg": 99_999}, "mass_range"),
        ({"fiscal_cv": 0}, "fiscal_cv_range"),
        ({"energy": "steam"}, "energy_unknown"),
    ],
)
def test_an_absurd_figure_is_named(changed: dict[str, Any], code: str):
    with pytest.raises(Invalid) as caught:
        car(**changed)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("missing", "code"),
    [("co2_g", "co2_missing"), ("mass_kg", "mass_missing"), ("fiscal_cv", "fiscal_cv_missing")],
)
def test_a_missing_figure_is_named_where_it_is_needed(missing: str, code: str):
    with pytest.raises(Invalid) as caught:
        taxes_in_region(car(**{missing: None}), "84", date(2026, 12, 1))
    assert caught.value.code == code


def test_a_plug_in_hybrid_escaped_the_tax_on_mass_until_2025():
    heavy = car(co2_g=40, mass_kg=2300, energy="phev", electric_range_km=60)
    before = taxes_in_region(heavy, "84", date(2024, 12, 31)).lines[1]
    after = taxes_in_region(heavy, "84", date(2025, 1, 1)).lines[1]
    assert (before.cents, before.note) == (0, "malus_mass_plugin")
    assert after.cents == 100 * (10 * 200 + 15 * 100 + 20 * 100 + 25 * 100 + 30)


def test_an_electric_car_pays_the_region_from_may_2025():
    bev = car(co2_g=0, energy="bev", fiscal_cv=4)
    assert taxes_in_region(bev, "84", date(2025, 4, 30)).lines[2].cents == 0
    assert taxes_in_region(bev, "84", date(2025, 5, 1)).lines[2].cents == 4 * 4300
    assert taxes_in_region(bev, "32", date(2025, 5, 1)).lines[2].cents == 0


def test_a_rate_that_changed_within_2024_is_not_known():
    with pytest.raises(UnknownLaw, match="regional:27"):
        taxes_in_region(car(), "27", date(2024, 6, 1))


@given(st.integers(0, 400), st.integers(800, 4000), st.integers(1, 60))
def test_both_taxes_never_pass_the_common_cap_and_more_is_never_cheaper(
    co2: int, mass: int, cv: int
):
    on = date(2026, 12, 1)
    here = taxes_in_region(car(co2_g=co2, mass_kg=mass, fiscal_cv=cv), "84", on)
    dirtier = taxes_in_region(car(co2_g=co2 + 1, mass_kg=mass + 1, fiscal_cv=cv), "84", on)
    assert here.lines[0].cents + here.lines[1].cents <= 8_000_000
    assert here.total_cents == sum(line.cents for line in here.lines) <= dirtier.total_cents


def test_every_line_has_a_rule_and_a_source():
    france = market("FR")
    lyon = france.places("69002")[0]
    for energy in ("petrol", "bev"):
        for line in france.registration_taxes(car(energy=energy), lyon, date(2026, 6, 1)).lines:
            assert line.rule
            assert line.source


ENERGY = {"ELECTRIC": "bev", "ELEC+ESSENC HR": "phev", "GAZOLE": "diesel"}


def _outcome(row: dict[str, str]) -> str:
    """Return "taxed", or the code of what is missing."""
    try:
        vehicle = car(
            co2_g=Decimal(row["co2_max"]) if row["co2_max"] else None,
            mass_kg=int(row["mass_running_order_max_kg"] or 0) or None,
            fiscal_cv=int(row["fiscal_cv"] or 0) or None,
            energy=ENERGY.get(row["energy"], "petrol"),
        )
        taxes = taxes_in_region(vehicle, "11", date(2026, 6, 1))
    except Invalid as reason:
        return reason.code
    assert taxes.total_cents > 0
    return "taxed"


@pytest.mark.skipif(not ADEME.exists(), reason="no shared data in a user's checkout")
def test_every_ademe_version_is_taxed_or_says_what_is_missing():
    with ADEME.open(encoding="utf-8") as file:
        outcomes = Counter(_outcome(row) for row in csv.DictReader(file))
    assert outcomes.total() == 636
    assert outcomes["taxed"] > 600
    assert all(code == "taxed" or code.endswith("_missing") for code in outcomes)


@pytest.mark.parametrize(
    ("word", "energy"), [("electric", "bev"), ("plugin", "phev"), ("hybrid", "hev"), ("bev", "bev")]
)
def test_a_catalogue_s_word_is_a_taxed_energy(word: str, energy: str):
    assert taxed_energy(word) == energy


def test_a_strange_energy_is_refused():
    with pytest.raises(Invalid):
        taxed_energy("steam")
