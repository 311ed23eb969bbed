from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from store.extensions import db
from store.gateways.payments import Deposit
from store.gateways.registry import Gateways
from store.models import Order, OutboxMessage
from store.orders.accept import accept
from store.orders.approve import approve
from store.orders.cancel import cancel
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.deposits import Standing, deposit_fact, payments_of, worded_as
from store.orders.events import chain, verify_chain
from store.orders.expire import expire_due
from store.orders.lapse import lapse_due
from store.orders.lifecycle import State
from store.orders.pay import open_deposit
from store.orders.placing import open_offer
from store.orders.refusals import DepositMissing
from store.orders.renew import watch_holds
from store.orders.settle import settle
from tests.fresh import fresh, state
from tests.situations import (
    DEALER_CONSENT,
    MOMENT,
    URLS,
    an_accepted_order,
    an_offered_order,
    an_order_for_approval,
)
from tests.store.orders.fakes import CardTwin


pytestmark = pytest.mark.usefixtures("app")
ENDS = MOMENT + timedelta(days=7)
LEAD = ENDS - timedelta(hours=48)


def held(made: Callable[[], Order], outside: Gateways) -> Order:
    """An order whose hold ends after seven days."""
    order = made()
    checkout = payments_of(order.id)[0].checkout_id
    outside.payments.say(checkout, capture_before=ENDS)
    settle(checkout, MOMENT + timedelta(hours=1))
    return fresh(order.id)


def let_go(order: Order, outside: Gateways, at: datetime = ENDS) -> None:
    """Let the bank end every hold of an order, and the watcher see it."""
    for payment in payments_of(order.id):
        outside.payments.say(payment.checkout_id, state="released")
    watch_holds(at)


def card_again(order: Order, outside: Gateways, at: datetime) -> None:
    checkout = open_deposit(order.id, URLS, at).checkout_id
    outside.payments.authorise(checkout)
    settle(checkout, at)


def take(order: Order, at: datetime) -> Order:
    return accept(order.id, fresh(order.id).dealer_id, "seller", DEALER_CONSENT, at)


def kinds(order: Order) -> list[str]:
    return [one.kind for one in chain(order.id).events]


def letters(order: Order, template: str) -> int:
    rows = select(OutboxMessage).where(
        OutboxMessage.order_id == order.id, OutboxMessage.key.startswith(f"mail:{template}:")
    )
    return len(db.session.scalars(rows).all())


def words(order: Order) -> list[str]:
    return [one.state for one in payments_of(order.id)]


def test_a_hold_is_renewed_by_its_mandate_two_days_before_it_ends(outside: Gateways):
    order = held(an_offered_order, outside)
    assert watch_holds(LEAD - timedelta(seconds=1)) == 0
    assert watch_holds(LEAD) == 1
    assert watch_holds(LEAD) == 0
    deliver_due(HANDLERS, LEAD)
    assert words(order) == ["released", "authorised"]
    assert deposit_fact(fresh(order.id), ENDS).standing is Standing.HELD
    assert deposit_fact(fresh(order.id), ENDS).until == ENDS + timedelta(days=7)
    assert state(order.id) == State.OFFERED
    assert kinds(order)[-2:] == ["renew_hold", "deposit_released"]
    assert take(order, ENDS).state == State.ACCEPTED
    deliver_due(HANDLERS, ENDS)
    assert words(order) == ["released", "captured"]
    verify_chain(order.id)


def test_a_bank_that_asks_for_its_customer_gets_one_letter_and_a_second_card(outside: Gateways):
    order = held(an_offered_order, outside)
    outside.payments.off_session = "authentication_required"
    assert [watch_holds(LEAD), watch_holds(LEAD)] == [1, 0]
    assert letters(order, "hold_ends") == 1
    assert deposit_fact(fresh(order.id), LEAD).card_awaited
    card_again(order, outside, LEAD)
    deliver_due(HANDLERS, LEAD)
    assert words(order) == ["released", "authorised"]
    assert state(order.id) == State.OFFERED
    assert "lose_hold" not in kinds(order)


def test_a_card_that_nobody_awaits_yet_is_not_taken(outside: Gateways):
    order = held(an_offered_order, outside)
    assert not deposit_fact(order, MOMENT + timedelta(days=1)).card_awaited


def test_an_order_whose_hold_ended_waits_with_its_dealers_clock(outside: Gateways):
    order = held(an_offered_order, outside)
    let_go(order, outside)
    assert state(order.id) == State.UNSECURED
    assert (letters(order, "hold_lost"), letters(order, "dealer_hold_lost")) == (1, 1)
    with pytest.raises(DepositMissing):
        take(order, ENDS)
    assert lapse_due(ENDS + timedelta(days=3)) == 0
    later = ENDS + timedelta(days=3)
    card_again(order, outside, later)
    offer = open_offer(fresh(order.id))
    assert offer is not None
    assert offer.deadline_at > later
    assert take(order, later).state == State.ACCEPTED


def test_no_dealer_accepts_on_a_hold_that_has_ended_unseen(outside: Gateways):
    order = held(an_offered_order, outside)
    with pytest.raises(DepositMissing):
        take(order, ENDS)
    assert take(order, ENDS - timedelta(seconds=1)).state == State.ACCEPTED


@pytest.mark.parametrize("approved_first", [True, False])
def test_terms_are_judged_while_the_card_is_asked_again(outside: Gateways, *, approved_first: bool):
    order = held(an_order_for_approval, outside)
    let_go(order, outside)
    assert state(order.id) == State.APPROVAL
    if approved_first:
        approve(order.id, "nora", ENDS)
        assert state(order.id) == State.UNSECURED
        card_again(order, outside, ENDS)
    else:
        card_again(order, outside, ENDS)
        assert state(order.id) == State.APPROVAL
        approve(order.id, "nora", ENDS)
    assert state(order.id) == State.OFFERED
    assert letters(order, "hold_lost") == 1


def test_terms_approved_on_a_hold_that_ended_unseen_wait_for_the_card(outside: Gateways):
    order = held(an_order_for_approval, outside)
    assert approve(order.id, "nora", ENDS).state == State.UNSECURED
    let_go(order, outside)
    assert letters(order, "hold_lost") == 1


def test_a_capture_that_comes_too_late_asks_for_the_card_and_takes_the_next(outside: Gateways):
    order = held(an_accepted_order, outside)
    for payment in payments_of(order.id):
        outside.payments.say(payment.checkout_id, state="released")
    at = MOMENT + timedelta(hours=2)
    deliver_due(HANDLERS, at)
    assert deposit_fact(fresh(order.id), at).standing is Standing.LOST
    assert (letters(order, "hold_lost"), letters(order, "dealer_hold_lost")) == (1, 1)
    assert "deposit_captured" not in kinds(order)
    card_again(order, outside, at)
    deliver_due(HANDLERS, at + timedelta(hours=7))
    assert words(order) == ["released", "captured"]
    assert state(order.id) == State.ACCEPTED
    owed = select(OutboxMessage).where(
        OutboxMessage.kind == "capture", OutboxMessage.delivered_at.is_(None)
    )
    assert db.session.scalars(owed).all() == []


def test_an_order_that_gets_no_card_again_ends_after_seven_days(outside: Gateways):
    order = held(an_offered_order, outside)
    let_go(order, outside)
    assert expire_due(ENDS + timedelta(days=7) - timedelta(seconds=1)) == 0
    assert expire_due(ENDS + timedelta(days=7)) == 1
    assert state(order.id) == State.EXPIRED
    assert letters(order, "dealer_expired") == 1


def test_a_provider_that_is_down_stops_no_other_hold(outside: Gateways):
    order = held(an_offered_order, outside)
    outside.payments.down = True
    assert watch_holds(LEAD) == 0
    outside.payments.down = False
    assert watch_holds(LEAD) == 1
    assert words(order) == ["authorised", "authorised"]


def test_an_order_that_ends_while_its_hold_is_renewed_keeps_neither(outside: Gateways):
    order = held(an_offered_order, outside)

    class EndsMeanwhile(CardTwin):
        def hold_again(self, intent_id: str, key: str) -> Deposit:
            cancel(order.id, order.account_id, LEAD)
            return super().hold_again(intent_id, key)

    outside.payments.__class__ = EndsMeanwhile
    watch_holds(LEAD)
    deliver_due(HANDLERS, LEAD)
    assert words(order) == ["released", "released"]
    assert kinds(order).count("renew_hold") == 0


@pytest.mark.parametrize(
    ("kind", "data", "worded"),
    [
        ("capture_deposit", {"was": "authorised", "now": "released"}, "deposit_released"),
        ("return_deposit", {"was": "open", "now": "expired"}, "card_page_expired"),
        ("return_deposit", {"reason": "amount_mismatch"}, "deposit_sent_back"),
        ("accept", {"now": "released"}, "accept"),
    ],
)
def test_an_older_event_is_worded_by_what_the_provider_said(
    kind: str, data: dict[str, str], worded: str
):
    assert worded_as(kind, data) == worded
