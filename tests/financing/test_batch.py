"""Batches and grids say what single quotes say, to the cent."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, strategies as st

from financing import BadPlan, Quote, quote, quote_grid
from financing.batch import monthly_batch
from financing.refusals import Refused
from tests.financing.examples import LAW, OFFERS, wish


PRICES = st.lists(st.integers(1_000_00, 140_000_00), min_size=1, max_size=12)
PRODUCTS = st.sampled_from(["loan", "balloon", "loa", "lld"])
RATES = st.integers(0, 80_000).map(lambda points: Decimal(points) / 10_000)
COVER = st.sampled_from(["covered", "bare"])
KMS = [10_000, 17_300, 40_000]


@given(PRODUCTS, PRICES, RATES, st.integers(0, 9_000_00), COVER)
def test_a_batch_says_what_single_quotes_say(
    product: str, prices: list[int], rate: Decimal, own: int, cover: str
):
    offer = replace(
        OFFERS[product],
        rates={48: rate},
        insurance_percent_month=Decimal("0.0775"),
        insurance_compulsory=cover == "covered" and product != "lld",
        first_rental_percent=Decimal("12.5") if product in {"loa", "lld"} else Decimal(0),
    )
    request = wish(product, contribution_cents=own)
    found = monthly_batch(request, offer, KMS, np.array(prices))
    for row, price in zip(found.tolist(), prices, strict=True):
        for cents, km in zip(row, KMS, strict=True):
            single = quote(replace(request, price_cents=price, km_per_year=km), offer, LAW)
            if isinstance(single, Quote):
                assert cents == single.monthly_cents
            elif single.code in {"amount_too_low", "amount_too_high", "final_too_high"}:
                assert cents == 0


@given(
    st.integers(8_000_00, 90_000_00),
    st.integers(0, 9_000_00),
    st.lists(st.integers(5_000, 45_000), min_size=1, max_size=4),
    COVER,
)
def test_a_grid_says_what_single_quotes_say(price: int, own: int, kms: list[int], cover: str):
    request = wish(price_cents=price, contribution_cents=own)
    offers = [replace(offer, insurance_percent_month=Decimal("0.08")) for offer in OFFERS.values()]
    request = replace(request, insurance=cover == "covered")
    grid = quote_grid(request, offers, [12, 24, 48, 50, 60], kms, LAW)
    singles = [
        quote(replace(request, product=offer.product, months=months, km_per_year=km), offer, LAW)
        for offer in offers
        for months in (12, 24, 48, 50, 60)
        for km in (kms if offer.by_distance else kms[:1])
    ]
    found = [single for single in singles if isinstance(single, Quote)]
    assert grid == found
    assert [each.schedule for each in grid] == [each.schedule for each in found]


def test_half_a_cent_is_rounded_up_in_a_batch_too():
    offer = replace(OFFERS["loan"], rates={48: Decimal(0)})
    prices = np.arange(20_000_00, 20_001_00)
    found = monthly_batch(wish(contribution_cents=0), offer, [0], prices)
    assert found[:, 0].tolist() == [(2 * price + 48) // 96 for price in prices.tolist()]


def test_a_batch_is_refused_for_what_no_price_mends():
    prices = np.array([20_000_00])
    with pytest.raises(Refused):
        monthly_batch(wish(months=7), OFFERS["loan"], KMS, prices)
    with pytest.raises(BadPlan):
        monthly_batch(wish(), replace(OFFERS["loan"], interest_only=3), KMS, prices)
