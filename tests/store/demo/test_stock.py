"""The demonstration stock: real configurations, true VINs, the same every time."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from configurator import Catalogue, Engine, compile_catalogue
from store.demo.stock import StockCar, StockError, stock_cars
from store.demo.stock_price import AGE_DISCOUNTS, stock_price


ROOT = Path(__file__).resolve().parents[3]
CATALOGUES = [
    Catalogue.load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "store/demo/catalogues").glob("*.toml"))
]
BY_KEY = {catalogue.key: catalogue for catalogue in CATALOGUES}
VIN = re.compile("(VF3|VR3|VF7|VR7|VR1)[A-HJ-NPR-Z0-9]{8}[0-9]{6}")


@dataclass(frozen=True)
class Seller:
    key: str
    brand: str


SELLERS = tuple(
    Seller(f"{brand}-{town}", brand)
    for brand in ("peugeot", "citroen", "ds")
    for town in ("lyon", "paris")
)


@pytest.fixture(scope="module")
def engines():
    return {catalogue.key: compile_catalogue(catalogue) for catalogue in CATALOGUES}


@pytest.fixture(scope="module")
def cars(engines: dict[str, Engine]) -> tuple[StockCar, ...]:
    return stock_cars(CATALOGUES, engines, SELLERS, count=300)


def test_three_hundred_cars_have_three_hundred_vins_of_their_maker(cars: tuple[StockCar, ...]):
    assert len({car.vin for car in cars}) == len(cars) == 300
    assert all(VIN.fullmatch(car.vin) for car in cars)
    makers = {(BY_KEY[car.catalogue_key].brand, car.vin[:3]) for car in cars}
    assert makers == {
        ("peugeot", "VF3"),
        ("peugeot", "VR3"),
        ("citroen", "VF7"),
        ("citroen", "VR7"),
        ("ds", "VR1"),
    }


def test_every_car_is_a_complete_configuration_at_its_list_price(cars: tuple[StockCar, ...]):
    for car in cars:
        catalogue = BY_KEY[car.catalogue_key]
        summary = catalogue.summarise(car.options)
        assert summary.price_cents == car.list_price_cents
        assert summary.version.option == car.version
        assert car.catalogue_hash == catalogue.hash


def test_a_car_stands_at_a_dealer_of_its_brand(cars: tuple[StockCar, ...]):
    brands = {seller.key: seller.brand for seller in SELLERS}
    assert all(brands[car.dealer_key] == BY_KEY[car.catalogue_key].brand for car in cars)
    assert set(Counter(car.dealer_key for car in cars)) == set(brands)


def test_the_stock_is_varied(cars: tuple[StockCar, ...]):
    assert len({(car.catalogue_key, car.version) for car in cars}) > 50
    assert len({car.options for car in cars}) > 250
    assert 15 <= sum(car.demonstrator for car in cars) <= 70
    with_pack = [car for car in cars if any(o.startswith("pack.") for o in car.options)]
    assert len(with_pack) > 200


def test_the_kilometres_fit_a_new_car_or_a_demonstrator(cars: tuple[StockCar, ...]):
    assert all(car.km <= 20 for car in cars if not car.demonstrator)
    assert all(800 <= car.km <= 6000 for car in cars if car.demonstrator)
    assert all(0 <= car.arrived_days_ago <= 330 for car in cars)


def test_the_same_seed_gives_the_same_stock_and_another_seed_another(
    cars: tuple[StockCar, ...], engines: dict[str, Engine]
):
    again = stock_cars(CATALOGUES, engines, SELLERS, count=20)
    assert again == cars[:20]
    assert stock_cars(CATALOGUES, engines, SELLERS, count=20, seed=1) != again


def test_a_brand_without_dealer_is_refused_by_its_catalogue(engines: dict[str, Engine]):
    with pytest.raises(StockError, match=r"catalogue ds-3: it has no dealer"):
        stock_cars(CATALOGUES, engines, [s for s in SELLERS if s.brand != "ds"])


def test_a_catalogue_without_engine_is_refused(engines: dict[str, Engine]):
    del (some := dict(engines))["peugeot-208"]
    with pytest.raises(StockError, match=r"catalogue peugeot-208: it has no engine"):
        stock_cars(CATALOGUES, some, SELLERS)


@pytest.mark.parametrize("count", [-1, 20_001])
def test_a_count_out_of_range_is_refused(engines: dict[str, Engine], count: int):
    with pytest.raises(StockError, match="count"):
        stock_cars(CATALOGUES, engines, SELLERS, count=count)


def test_no_catalogue_is_refused(engines: dict[str, Engine]):
    with pytest.raises(StockError, match="there is none"):
        stock_cars([], engines, SELLERS)


@given(cents=st.integers(0, 20_000_000), days=st.integers(0, 1000), demonstrator=st.booleans())
def test_a_stock_price_only_falls_and_its_parts_add_up(
    cents: int, days: int, *, demonstrator: bool
):
    now = stock_price(cents, days, demonstrator=demonstrator)
    later = stock_price(cents, days + 1, demonstrator=demonstrator)
    assert later.price_cents <= now.price_cents <= now.prior_price_cents <= cents
    assert now.price_cents + now.discount_cents == now.list_price_cents == cents
    assert now.discount_cents * 100 <= cents * now.discount_percent
    assert 0 <= now.discount_began_days_ago <= days


def test_every_reduction_runs_for_thirty_days_or_more():
    starts = [start for start, _ in AGE_DISCOUNTS]
    assert all(later - start >= 30 for start, later in pairwise(starts))
