from dataclasses import replace
from datetime import date

from hypothesis import given

from store.journeys.compare import compare_registration, difference
from store.journeys.deal import make_deal
from store.journeys.request import DealRequest
from tests.store.journeys.deals import BASE, LOAN, TRADE_IN, requests


@given(requests())
def test_nothing_differs_between_a_deal_and_itself(request_: DealRequest):
    assert difference(make_deal(request_), make_deal(request_)) == ()


def test_a_changed_price_a_new_line_and_a_lost_line_are_all_shown():
    dearer = replace(BASE.items[0], cents=2_500_000)
    fewer = replace(BASE, items=(dearer, *BASE.items[1:-1]), trade_in=TRADE_IN, finance=LOAN)
    changes = {
        change.code: (change.old_cents, change.new_cents)
        for change in difference(make_deal(BASE), make_deal(fewer))
    }
    assert changes["version.allure"] == (2_450_000, 2_500_000)
    assert changes["mats"] == (4_990, None)
    assert changes["loan"] == (None, 1_000_000)
    assert changes["trade_in"] == (0, 710_000)
    assert changes["monthly"] == (0, 23_456)


def test_registration_in_another_month_shows_both_prices():
    ordered = replace(BASE, ordered_on=date(2025, 12, 5), registration_month=date(2025, 12, 5))
    both = compare_registration(ordered, date(2026, 1, 20))
    assert both.other is not None
    assert both.other_month == date(2026, 1, 1)
    assert both.difference_cents == 74_000 - 36_000
    assert both.unknown is None


def test_a_month_without_a_verified_scale_says_so():
    both = compare_registration(BASE, date(2027, 1, 1))
    assert both.other is None
    assert both.difference_cents is None
    assert both.unknown is not None
