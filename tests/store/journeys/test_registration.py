from dataclasses import replace
from datetime import date

from store.journeys.deal import make_deal
from store.journeys.registration import aids, next_january
from store.markets import TaxedVehicle
from tests.store.journeys.deals import BASE, SPRING


ELECTRIC = replace(
    BASE,
    vehicle=TaxedVehicle(co2_g=0, mass_kg=1530, fiscal_cv=4, energy="bev"),
)


def test_next_january_is_not_known_and_says_which_table():
    compared = next_january(make_deal(BASE))
    assert compared is not None
    assert (compared.other, compared.unknown) == (None, "regional:84")
    assert compared.other_month == date(2027, 1, 1)


def test_a_january_whose_law_is_known_is_priced():
    last_year = replace(BASE, ordered_on=date(2025, 11, 3), registration_month=date(2025, 12, 1))
    compared = next_january(make_deal(replace(last_year, place=BASE.place)))
    assert compared is not None
    assert compared.other is not None
    assert compared.difference_cents == 74_000 - 36_000


def test_the_aid_is_told_by_income_and_never_taken_off():
    deal = make_deal(ELECTRIC)
    found = {one.band: one.estimate for one in aids(deal, natural_person=True)}
    assert (found["very_modest"].low_cents, found["very_modest"].high_cents) == (570_000, 770_000)
    assert found["other"].low_cents == 350_000
    assert deal.road_price_cents == deal.car_cents + deal.taxes_cents


def test_the_aid_looks_at_the_discounted_price():
    dear = replace(ELECTRIC, items=(replace(BASE.items[0], cents=4_720_000),))
    refused = aids(make_deal(dear), natural_person=True)[0].estimate
    assert refused.refused == ("price_too_high",)
    cheaper = make_deal(replace(dear, offers=(SPRING,)))
    assert aids(cheaper, natural_person=True)[0].estimate.refused == ()


def test_a_company_and_a_car_with_an_exhaust_get_none():
    assert aids(make_deal(ELECTRIC), natural_person=False)[0].estimate.low_cents == 0
    assert aids(make_deal(BASE), natural_person=True) == ()
