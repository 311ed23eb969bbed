from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from financing import BadData, quote_grid, read_law, read_offers
from tests.financing.examples import OFFERS, OFFERS_TEXT, wish


STORE = Path(__file__).resolve().parents[2] / "store"


def test_an_offer_is_read_with_exact_rates():
    loan = OFFERS["loan"]
    assert loan.rates[48] == Decimal("5.23")
    assert loan.months == (12, 24, 48, 60)
    assert loan.valid_until == date(2026, 12, 31)
    assert not loan.by_distance
    assert OFFERS["lld"].services == {"fr": "Entretien", "en": "Maintenance"}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('key = "loan"', 'key = ""', "offer[1].key"),
        ('key = "balloon"', 'key = "loan"', "offer[2]"),
        ('product = "loan"', 'product = "gift"', "offer[1].product"),
        ("24 = 3.90, 48 = 5.23, 60", "24 = -3.90, 60", "offer[1].rates.24"),
        ("24 = 3.90, 48 = 5.23, 60", "24 = nan, 60", "offer[1].rates.24"),
        ("24 = 3.90, 48 = 5.23, 60", "24 = 3.90001, 60", "offer[1].rates.24"),
        ("24 = 3.90, 48 = 5.23, 60", "x = 3.90, 60", "offer[1].rates.x"),
        ("24 = 3.90, 48 = 5.23, 60", "9999 = 3.90, 60", "offer[1].rates.9999"),
        ("min_cents = 100000", "min_cents = 1000.5", "offer[1].min_cents"),
        ("min_cents = 100000", "min_cents = true", "offer[1].min_cents"),
        ("min_cents = 100000", "min_cents = 12000001", "offer[1].max_cents"),
        ("min_cents = 100000", "min_cents = 1\nmin_euros = 1", "offer[1]"),
        ("demonstration = false", 'demonstration = "no"', "offer[1].demonstration"),
        ('lender = "Bank"', "", "offer[1]"),
        ("valid_until = 2026-12-31", "valid_until = 2025-12-31", "offer[1].valid_until"),
        ("valid_until = 2026-12-31", 'valid_until = "soon"', "offer[1].valid_until"),
        ("instalments_less = 1", "instalments_less = 2", "offer[2].instalments_less"),
        ("instalments_less = 1", "instalments_less = 1\nfinal_gap = 1", "offer[2].final_gap"),
        ("excess_km_cents = 20", "excess_km_cents = 1", "offer[2].excess_km_cents"),
        ('residuals = ["hatch"]', 'residuals = ["lorry"]', "offer[2].residuals"),
        ("24 = 3.90, 48 = 5.23 }", "24 = 3.90, 72 = 5.23 }", "offer[2].rates"),
        ('\nproduct = "balloon"', '\nproduct = "loan"', "offer[2].residuals"),
        ("first_rental_percent = 10", "services_cents = 5", "offer[3].services_cents"),
        ('en = "Maintenance"', 'de = "Wartung"', "offer[4].services"),
        ("months = [12, 36, 60]", "months = [12, 60, 36]", "residual[1].months"),
        ("months = [12, 36, 60]", "months = [12, 60]", "residual[1].percent"),
        ("[58.0, 52.0, 40.0]", "[58.0, 52.0]", "residual[1].percent"),
        ("[58.0, 52.0, 40.0]", "[58.0, 52.0, 52.5]", "residual[1].percent"),
        ("[58.0, 52.0, 40.0]", "[74.5, 52.0, 40.0]", "residual[1].percent"),
        ("[58.0, 52.0, 40.0]", "[580.0, 52.0, 40.0]", "residual[1].percent"),
        ("valid_until = 2027-12-31", "valid_until = 2025-12-31", "residual[1].valid_until"),
        ("[[offer]]", "[[residuel]]", "document"),
    ],
)
def test_wrong_data_is_refused_with_its_place(old: str, new: str, place: str):
    assert old in OFFERS_TEXT
    with pytest.raises(BadData) as caught:
        read_offers(OFFERS_TEXT.replace(old, new, 1))
    assert caught.value.place == place


@pytest.mark.parametrize(
    "text",
    ["", "offer = 3", "[[offer]", "offer = []", "a = " + "[" * 5000, "#" * 3_000_000],
    ids=["empty", "number", "not toml", "no offer", "deep", "huge"],
)
def test_a_document_that_is_none_is_refused(text: str):
    with pytest.raises(BadData):
        read_offers(text)


def test_the_demonstration_offers_cover_every_brand_and_product():
    text = (STORE / "demo" / "finance" / "offers.toml").read_text(encoding="utf-8")
    offers = read_offers(text)
    found = {(offer.brand, offer.product) for offer in offers}
    brands, products = ("peugeot", "citroen", "ds"), ("loan", "balloon", "loa", "lld")
    assert found == {(brand, product) for brand in brands for product in products}
    assert all(offer.demonstration for offer in offers)


def test_the_french_law_marks_every_ceiling_that_is_not_official():
    text = (STORE / "markets" / "fr" / "credit.toml").read_text(encoding="utf-8")
    law = read_law(text)
    assert [known.key for known in law.quarters if known.demonstration] == [
        "2026-Q2",
        "2026-Q4",
    ]
    assert law.official().quarter(date(2026, 11, 24)) is None
    assert law.quarter(date(2027, 1, 1)) is None
    assert law.regime(date(2026, 11, 19)).max_cents == 75_000_00
    assert law.regime(date(2026, 11, 20)).max_cents == 100_000_00


def test_every_demonstration_car_can_be_quoted_under_every_offer_of_its_brand():
    offers = read_offers((STORE / "demo" / "finance" / "offers.toml").read_text(encoding="utf-8"))
    law = read_law((STORE / "markets" / "fr" / "credit.toml").read_text(encoding="utf-8"))
    tables = {key: table for offer in offers for key, table in offer.residuals.items()}
    for key, table in tables.items():
        mine = [offer for offer in offers if key.startswith(f"{offer.brand}-")]
        price = table.reference_price_cents
        asked = wish(vehicle_group=key, price_cents=price, contribution_cents=price // 10)
        found = quote_grid(asked, mine, [24, 36, 48, 60], [10_000, 15_000, 30_000], law)
        assert len(found) == 4 + 3 * 4 * 3
        assert min(each.monthly_cents for each in found) > 100_00
