"""The demonstration dealers, sign-ins and staff file."""

import csv
import re
import tomllib
from datetime import date
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data"
DEMO = ROOT / "store" / "demo"
DEALERS = tomllib.loads((DEMO / "dealers.toml").read_text(encoding="utf-8"))["dealer"]
PEOPLE = tomllib.loads((DEMO / "people.toml").read_text(encoding="utf-8"))["person"]
EMPLOYEES = list(csv.DictReader((DEMO / "employees.csv").read_text(encoding="utf-8").splitlines()))
BRANDS = ("peugeot", "citroen", "ds")
FICTION = re.compile("(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49)( [0-9]{2}){2}")


def km_between(one: dict[str, float], other: dict[str, float]) -> float:
    lat1, lat2 = radians(one["lat"]), radians(other["lat"])
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(other["lon"] - one["lon"]) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def test_every_brand_has_twelve_dealers_with_their_own_key():
    assert len({dealer["key"] for dealer in DEALERS}) == len(DEALERS)
    for brand in BRANDS:
        assert sum(dealer["brand"] == brand for dealer in DEALERS) == 12


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("commune", ["Paris", "Lyon"])
def test_an_order_refused_in_paris_or_lyon_finds_another_dealer_near(brand: str, commune: str):
    own = [dealer for dealer in DEALERS if dealer["brand"] == brand]
    first = next(dealer for dealer in own if dealer["commune"] == commune)
    near = [d["key"] for d in own if d is not first and km_between(first, d) <= 60]
    assert near


def test_no_telephone_or_mail_address_of_a_dealer_can_reach_anybody():
    assert all(FICTION.fullmatch(dealer["phone"]) for dealer in DEALERS)
    assert len({dealer["phone"] for dealer in DEALERS}) == len(DEALERS)
    assert all(dealer["email"].endswith("@dealers.example") for dealer in DEALERS)


def test_opening_hours_are_ordered_times():
    hours = [h for dealer in DEALERS for day in dealer["opening"].values() for h in day]
    assert all(re.fullmatch("[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}", h) for h in hours)
    assert all(h[:5] < h[6:] for h in hours)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is absent")
def test_every_dealer_stands_in_a_real_commune():
    with (SHARED / "geo/fr_postcodes.csv").open(encoding="utf-8", newline="") as file:
        fields = ("postcode", "insee", "department", "region", "lat", "lon")
        known = {tuple(row[field] for field in fields) for row in csv.DictReader(file)}
    assert all(tuple(str(dealer[field]) for field in fields) in known for dealer in DEALERS)


def test_every_dealer_has_a_sign_in_and_two_people_can_approve_apart():
    at_dealers = {p["dealer"]: p["email"] for p in PEOPLE if p["role"] == "dealer"}
    assert at_dealers == {dealer["key"]: dealer["email"] for dealer in DEALERS}
    selling, approving = (
        {p["email"] for p in PEOPLE if p["role"] == "staff" and duty in p["duties"]}
        for duty in ("employee-sales", "approval")
    )
    assert selling
    assert approving - selling


def test_no_sign_in_is_there_twice_or_carries_a_password():
    assert len({person["email"] for person in PEOPLE}) == len(PEOPLE)
    assert not [person for person in PEOPLE if "password" in person]


def test_the_staff_file_has_twelve_people_with_dates_in_order():
    assert len({row["employee_number"] for row in EMPLOYEES}) == len(EMPLOYEES) == 12
    for row in EMPLOYEES:
        hired = date.fromisoformat(row["hired_on"])
        assert date.fromisoformat(row["birth_date"]) < hired
        assert not row["left_on"] or hired < date.fromisoformat(row["left_on"])
        assert row["status"] in {"employee", "retiree"}
        named = [row[f"beneficiary_{f}"] != "" for f in ("relation", "last_name", "birth_date")]
        assert all(named) or not any(named)
