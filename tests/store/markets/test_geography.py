from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from store.markets import Invalid, distance_km, nearest
from store.markets.geography import _lines, place, places
from store.markets.law import french_law
from store.markets.taxes import taxes_in_region
from store.markets.vehicle import TaxedVehicle


@dataclass(frozen=True)
class Dealer:
    name: str
    lat: float
    lon: float


LYON = Dealer("Lyon", 45.758, 4.835)
PARIS = Dealer("Paris", 48.8566, 2.3522)
REUNION = Dealer("Saint-Denis", -20.8907, 55.4551)


@pytest.mark.parametrize(
    ("postcode", "department", "region"),
    [("69002", "69", "84"), ("20000", "2A", "94"), ("20200", "2B", "94"), ("97400", "974", "04")],
)
def test_a_postcode_knows_department_and_region(postcode: str, department: str, region: str):
    here = places(postcode)[0]
    assert (here.department, here.region) == (department, region)
    assert here.region_name


def test_a_postcode_of_several_communes_lists_the_largest_first():
    found = places("01090")
    assert [one.commune for one in found[:2]] == ["Montmerle-sur-Saône", "Francheleins"]
    assert place("01090", found[2].insee) == found[2]


def test_every_postcode_of_the_store_is_taxed_or_refused_at_once():
    on = date(2026, 11, 24)
    vehicle = TaxedVehicle(co2_g=120, mass_kg=1300, fiscal_cv=5, energy="petrol")
    refused = set[tuple[str, str]]()
    for code in _lines():
        try:
            region = places(code)[0].region
        except Invalid as error:
            refused.add((code[:3], error.code))
            continue
        assert taxes_in_region(vehicle, region, on).lines
        assert french_law().vat_on(region, on)
    # Saint-Barthélemy 97133, Saint-Martin 97150, the Pacific, Saint-Pierre-et-Miquelon
    untaxed = {"971", "975", "986", "987", "988"}
    assert refused == {(start, "postcode_untaxed") for start in untaxed}


@pytest.mark.parametrize(
    ("postcode", "code"),
    [("", "postcode_form"), ("6900", "postcode_form"), ("00000", "postcode_unknown")],
)
def test_a_wrong_postcode_is_refused(postcode: str, code: str):
    with pytest.raises(Invalid) as caught:
        places(postcode)
    assert caught.value.code == code


def test_a_commune_of_another_postcode_is_refused():
    with pytest.raises(Invalid, match="commune"):
        place("69002", "75056")


def test_the_nearest_dealer_comes_first():
    near = nearest(places("69100")[0], [REUNION, PARIS, LYON])
    assert [found.what.name for found in near] == ["Lyon", "Paris", "Saint-Denis"]
    assert near[0].km < 10
    assert 380 < near[1].km < 420


degrees = st.tuples(st.integers(-90, 90), st.integers(-180, 180))


@given(degrees, degrees)
def test_distance_is_symmetric_and_never_beyond_half_the_earth(
    a: tuple[int, int], b: tuple[int, int]
):
    here, there = Dealer("a", *a), Dealer("b", *b)
    far = distance_km(here, there)
    assert far == pytest.approx(distance_km(there, here))
    assert 0 <= far <= Decimal(20016)
