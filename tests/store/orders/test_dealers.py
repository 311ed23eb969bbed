from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from store.extensions import db, transaction
from store.models import Account, Dealer, Employee, HrImport, Order, StockVehicle
from store.orders.accept import accept
from store.orders.approve import approve, reject
from store.orders.events import chain, verify_chain
from store.orders.lapse import lapse_due
from store.orders.lifecycle import State, WrongState
from store.orders.place import place
from store.orders.refusals import DealerUnfit, NotFound, ReasonMissing, SamePerson
from store.orders.refuse import refuse
from tests.fresh import fresh
from tests.situations import (
    DEALER_CONSENT,
    MOMENT,
    a_refused_order,
    a_seller,
    an_accepted_order,
    an_offered_order,
    an_order_for_approval,
)


pytestmark = pytest.mark.usefixtures("app")
LATER = MOMENT + timedelta(hours=1)


def acts(order_id: str) -> list[str]:
    return [one.kind for one in chain(order_id).events]


def test_the_dealers_clock_runs_two_business_hours():
    order = an_offered_order()
    (offer,) = order.offers
    assert offer.deadline_at == datetime(2026, 11, 24, 13, 34, tzinfo=UTC)  # lunch does not count
    assert (order.dealer_id, order.state) == ("a-grenelle", State.OFFERED)


def test_accepting_twice_accepts_once():
    order = an_offered_order()
    seller = a_seller(order.dealer).id
    first = accept(order.id, "a-grenelle", seller, DEALER_CONSENT, LATER).accepted_at
    again = accept(order.id, "a-grenelle", seller, DEALER_CONSENT, LATER + timedelta(minutes=1))
    assert again.accepted_at == first
    assert acts(order.id).count("accept") == 1


def test_two_tabs_at_the_same_moment_accept_once(app: Flask):
    order = an_offered_order()
    order_id, seller = order.id, a_seller(order.dealer).id
    db.session.remove()

    def click(_tab: int) -> str:
        with app.app_context():
            return accept(order_id, "a-grenelle", seller, DEALER_CONSENT, LATER).state

    with ThreadPoolExecutor(4) as tabs:
        assert set(tabs.map(click, range(4))) == {State.ACCEPTED}
    assert acts(order_id).count("accept") == 1
    verify_chain(order_id)


def test_another_dealer_cannot_answer():
    order = an_offered_order()
    with pytest.raises(NotFound):
        accept(order.id, "b-versailles", "anybody", DEALER_CONSENT, LATER)
    with pytest.raises(NotFound):
        refuse(order.id, "b-versailles", "anybody", "No", LATER)


def test_a_refusal_has_a_reason():
    order = an_offered_order()
    for reason in ("  ", "x" * 401):
        with pytest.raises(ReasonMissing):
            refuse(order.id, "a-grenelle", "seller", reason, LATER)
    assert fresh(order.id).state == State.OFFERED


def test_refused_then_silent_then_refused_leaves_the_order_to_the_staff():
    order = a_refused_order()
    assert (order.state, order.dealer_id) == (State.OFFERED, "b-versailles")
    assert lapse_due(MOMENT + timedelta(hours=2)) == 0
    assert lapse_due(MOMENT + timedelta(days=1)) == 1
    assert (fresh(order.id).state, fresh(order.id).dealer_id) == (State.OFFERED, "c-lyon")
    at = MOMENT + timedelta(days=1, minutes=5)
    assert refuse(order.id, "c-lyon", "seller", "Closed", at).state == State.UNPLACED
    answers = {one.dealer_id: one.answer for one in fresh(order.id).offers}
    assert answers == {"a-grenelle": "refused", "b-versailles": "silent", "c-lyon": "refused"}
    verify_chain(order.id)


def test_a_late_answer_counts_until_the_order_has_moved_on():
    order = an_offered_order()
    late = MOMENT + timedelta(days=1)
    assert accept(order.id, "a-grenelle", "s", DEALER_CONSENT, late).state == State.ACCEPTED
    assert lapse_due(late) == 0


def test_a_dealer_whose_order_moved_on_finds_it_no_more():
    order = an_offered_order()
    late = MOMENT + timedelta(days=1)
    lapse_due(late)
    with pytest.raises(NotFound):
        accept(order.id, "a-grenelle", "s", DEALER_CONSENT, late)


def test_the_staff_places_an_unplaced_order_even_at_a_dealer_asked_before():
    order = a_refused_order()
    for key in ("b-versailles", "c-lyon"):
        refuse(order.id, key, "seller", "No", LATER)
    with pytest.raises(NotFound):
        place(order.id, "a-grenelle", a_seller(order.dealer).id, LATER)
    placed = place(order.id, "a-grenelle", "nora", LATER)
    assert (placed.state, placed.dealer_id) == (State.OFFERED, "a-grenelle")
    assert len(placed.offers) == 3
    assert accept(order.id, "a-grenelle", "s", DEALER_CONSENT, LATER).state == State.ACCEPTED


def test_an_order_is_placed_only_at_an_open_dealer_of_its_brand():
    order = a_refused_order()
    with pytest.raises(DealerUnfit):
        place(order.id, "nobody", "nora", LATER)
    db.session.get_one(Dealer, "c-lyon").brand = "ds"
    db.session.commit()
    with pytest.raises(DealerUnfit, match="does not sell"):
        place(order.id, "c-lyon", "nora", LATER)
    with pytest.raises(WrongState):
        place(order.id, "a-grenelle", "nora", LATER)


def test_a_dealer_that_closed_meanwhile_is_passed_over():
    db.session.get_one(Dealer, "a-grenelle").closed_at = MOMENT
    db.session.commit()
    assert "a-grenelle" not in {one.dealer_id for one in an_offered_order().offers}


def test_nobody_else_is_asked_for_a_stock_car(stock_car: StockVehicle):
    order = an_offered_order(vehicle=stock_car)
    assert refuse(order.id, "a-grenelle", "s", "Damaged", LATER).state == State.UNPLACED


def test_an_employee_sale_waits_for_a_second_person():
    order = an_order_for_approval()
    assert order.state == State.APPROVAL
    assert order.offers == []
    assert approve(order.id, "nora", LATER).state == State.OFFERED
    assert fresh(order.id).approved_at == LATER
    with pytest.raises(WrongState):
        approve(order.id, "marc", LATER)


def test_nobody_approves_their_own_purchase():
    order = an_order_for_approval(email="nora@staff.example")
    with pytest.raises(SamePerson):
        approve(order.id, "nora", LATER)
    with pytest.raises(NotFound):
        approve(order.id, order.id, LATER)
    assert approve(order.id, "marc", LATER).state == State.OFFERED


def test_nobody_approves_a_purchase_under_their_own_terms():
    order = an_order_for_approval()
    with transaction():
        found = db.session.get_one(Order, order.id)
        found.employee_id = employee_of(db.session.get_one(Account, "nora"))
    with pytest.raises(SamePerson):
        approve(order.id, "nora", LATER)


def employee_of(account: Account) -> str:
    file = HrImport(imported_at=MOMENT, sha256="0" * 64, rows=1)
    db.session.add(file)
    db.session.flush()
    row = Employee(
        number="E1",
        first_name="Nora",
        last_name="Petit",
        birth_date=MOMENT.date(),
        email=account.email.upper(),
        status="employee",
        household="H1",
        import_id=file.id,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def test_refused_terms_end_the_order_and_free_the_car(stock_car: StockVehicle):
    order = an_order_for_approval(vehicle=stock_car)
    with pytest.raises(ReasonMissing):
        reject(order.id, "nora", " ", LATER)
    assert reject(order.id, "nora", "Quota used", LATER).state == State.REFUSED_TERMS
    sold = select(StockVehicle.sold_at).where(StockVehicle.id == "stock")
    assert db.session.scalar(sold) is None


def test_an_accepted_order_cannot_be_refused():
    order = an_accepted_order()
    with pytest.raises(WrongState):
        refuse(order.id, order.dealer_id, "s", "Too late", LATER)
