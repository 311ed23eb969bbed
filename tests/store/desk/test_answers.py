"""What a dealer's figures are made of."""

from datetime import date, timedelta

import pytest

from store.desk.answers import Answer, answer_figures, figures
from store.markets.hours import usual_opening
from store.orders.deliver import deliver
from store.orders.reschedule import NewDate, reschedule
from tests.situations import MOMENT, a_refused_order, an_accepted_order, dealers


def test_nothing_to_measure_is_not_a_zero():
    found = figures((), ())
    assert (found.median_minutes, found.accepted_percent, found.on_time_percent) == (
        None,
        None,
        None,
    )
    assert (found.passed_on, found.offers) == (0, 0)


def test_silence_counts_as_passed_on_but_not_as_an_answer_time():
    given = [Answer(20, "accepted"), Answer(40, "refused"), Answer(120, "silent")]
    found = figures(given, (True, True, False))
    assert (found.median_minutes, found.accepted_percent, found.passed_on) == (30, 33, 2)
    assert found.on_time_percent == 67


@pytest.mark.usefixtures("app")
def test_an_acceptance_is_measured_from_the_offer_in_opening_minutes():
    order = an_accepted_order()
    at = MOMENT + timedelta(days=1)
    found = answer_figures([order.dealer_id], at, usual_opening())[order.dealer_id]
    assert (found.median_minutes, found.accepted_percent, found.offers) == (26, 100, 1)


@pytest.mark.usefixtures("app")
def test_a_refusal_is_counted_at_the_dealer_who_refused():
    first = dealers()[0].id
    order = a_refused_order()
    found = answer_figures([first, order.dealer_id], MOMENT, usual_opening())
    assert found[first].passed_on == 1
    assert found[order.dealer_id].offers == 0


@pytest.mark.usefixtures("app")
def test_a_moved_day_is_measured_against_the_day_first_promised():
    order = an_accepted_order()
    at, promised = MOMENT + timedelta(days=120), date(2027, 2, 28)
    assert order.delivery_by == promised
    new = NewDate(delivery_by=date(2027, 4, 30), reason="The factory is late")
    reschedule(order.id, order.dealer_id, "someone", new, MOMENT + timedelta(days=2))
    deliver(order.id, order.dealer_id, "someone", at)
    found = answer_figures([order.dealer_id], at, usual_opening())[order.dealer_id]
    assert found.on_time_percent == 0
