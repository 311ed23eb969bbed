from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from financing import BadData
from tests.financing.examples import OFFERS


TABLE = OFFERS["loa"].residuals["hatch"]
MONTHS, KM = st.integers(12, 60), st.integers(10_000, 40_000)


def test_a_value_between_the_points_is_bilinear():
    assert TABLE.percent(36, 20_000) == 52
    assert TABLE.percent(24, 15_000) == Fraction(72 + 55, 2)
    assert TABLE.percent(60, 40_000) == 22


def test_a_value_in_cents_counts_the_safety_share():
    assert TABLE.value_cents(25_000_00, 36, 20_000) == 13_000_00


@given(MONTHS, KM, st.integers(0, 48), st.integers(0, 30_000))
def test_older_and_further_driven_is_never_worth_more(months: int, km: int, age: int, more: int):
    later = TABLE.percent(min(months + age, 60), min(km + more, 40_000))
    assert later <= TABLE.percent(months, km)


@given(MONTHS, st.integers(10_000, 39_999))
def test_one_kilometre_more_a_year_never_loses_more_than_the_marginal_loss(months: int, km: int):
    lost = TABLE.percent(months, km) - TABLE.percent(months, km + 1)
    cents = lost / 100 * TABLE.reference_price_cents * 12 / months
    assert cents <= TABLE.marginal_loss_cents()


@pytest.mark.parametrize(("months", "km"), [(11, 20_000), (61, 20_000), (36, 9_999), (36, 50_000)])
def test_a_point_outside_the_table_is_refused(months: int, km: int):
    with pytest.raises(BadData, match="outside"):
        TABLE.percent(months, km)
