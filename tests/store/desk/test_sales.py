"""The figures of staff and dealers: sums to the cent, each dealer's own, in few queries."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, strategies as st

from store.dealer.ownership import laid_before
from store.desk.charts import by_state, by_week
from store.desk.sales import WEEK, WEEKS, Sold, mondays, sales
from store.orders.refuse import refuse
from tests.fresh import fresh
from tests.people import MARC, sign_in_as
from tests.situations import MOMENT
from tests.store.desk.orders import accepted, offered, seller_of
from tests.store.shop.visits import queries


TODAY = MOMENT.date()


@given(today=st.dates(date(2020, 1, 6), date(2100, 1, 1)))
def test_twelve_weeks_follow_each_other_and_hold_today(today: date) -> None:
    found = mondays(today)
    assert len(found) == WEEKS
    assert all(day.weekday() == 0 for day in found)
    assert all(later - WEEK == day for later, day in pairwise(found))
    assert found[0] <= today < found[0] + WEEK


def test_weeks_and_brands_sum_to_the_prices_of_the_orders_that_stand(app: Flask) -> None:
    kept = [offered(email="a@example.org"), accepted(email="b@example.org")]
    found = sales(TODAY)
    whole = Sold(len(kept), sum(order.road_price_cents for order in kept))
    assert found.total == whole
    assert sum(found.brands.values(), Sold()) == whole
    assert sum(found.states.values()) == len(kept)
    with app.test_request_context():
        weeks, states = by_week(found), by_state(found.states)
    assert [share for *_words, share, _kind in weeks] == [1000] + [0] * (WEEKS - 1)
    assert max(share for *_words, share, _kind in states) == 1000
    assert sales(TODAY + WEEK * WEEKS).total == Sold()


@pytest.mark.usefixtures("app")
def test_a_car_not_handed_over_by_its_day_is_late_and_says_by_how_many_days() -> None:
    order = accepted()
    assert sales(order.delivery_by).late_days == ()
    assert sales(order.delivery_by + timedelta(days=3)).late_days == (3,)


@pytest.mark.usefixtures("app")
def test_a_dealer_counts_its_own_orders_and_none_it_refused() -> None:
    order = offered()
    first = order.dealer_id
    assert sales(TODAY, laid_before(first)).total.orders == 1
    refuse(order.id, first, seller_of(order).id, "No", MOMENT + timedelta(minutes=1))
    moved = fresh(order.id)
    assert sales(TODAY, laid_before(first)).total == Sold()
    assert sales(TODAY, laid_before(moved.dealer_id)).total.orders == 1


def test_staff_and_dealer_open_their_figures_in_few_queries(client: FlaskClient) -> None:
    order = accepted()
    for person, address in ((MARC, "/staff/figures"), (seller_of(order).email, "/dealer/figures")):
        sign_in_as(client, person)
        with queries() as seen:
            page = client.get(address)
        assert page.status_code == 200
        assert "1 commande signée en douze semaines" in page.get_data(as_text=True)
        assert len(seen) <= 10
