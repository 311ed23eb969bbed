"""Two buyers: each signs in turn, by an own code, and only then is there a deposit to pay."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

import esign
from esign import Role
from store.extensions import db
from store.gateways.registry import Gateways
from store.models import Order, OutboxMessage
from store.orders.accept import accept
from store.orders.cancel import cancel
from store.orders.codes import send_code
from store.orders.decline import decline
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.documents import latest_signed
from store.orders.events import chain, verify_chain
from store.orders.expire import expire_due
from store.orders.invite import follow, invite_again
from store.orders.lifecycle import State, WrongState
from store.orders.pay import open_deposit
from store.orders.refusals import CodeRejected, LinkExpired, NotFound
from store.orders.remind import remind_due
from store.orders.settle import settle
from store.orders.sign import sign
from store.orders.withdraw import withdraw
from tests.situations import (
    DEALER_CONSENT,
    MOMENT,
    URLS,
    a_ready_order,
    a_seller,
    a_signed_order,
    pay_card,
    sent_code,
)
from tests.two_buyers import CO_BUYER, CO_CONSENT, an_order_for_two, co_sign, sent_link


pytestmark = pytest.mark.usefixtures("app")
SOON = MOMENT + timedelta(minutes=5)
LATER = MOMENT + timedelta(hours=1)


def kinds(order_id: str) -> list[str]:
    return [event.kind for event in chain(order_id).events]


def letters(to: str) -> list[str]:
    rows = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "mail"))
    return sorted(row.payload["template"] for row in rows if row.payload["to"] == to)


def test_the_whole_ceremony_of_two_buyers_and_the_dealer_is_one_intact_file(outside: Gateways):
    order = an_order_for_two()
    assert order.state == State.CO_SIGNING
    with pytest.raises(WrongState):
        open_deposit(order.id, URLS, SOON)
    assert co_sign(order, SOON).state == State.SIGNED
    payment = open_deposit(order.id, URLS, SOON)
    pay_card(payment.checkout_id, SOON)
    settle(payment.checkout_id, SOON)
    accept(order.id, order.dealer_id, a_seller(order.dealer).id, DEALER_CONSENT, LATER)
    while deliver_due(HANDLERS, LATER):
        pass
    report = esign.verify(
        outside.archive.get(latest_signed(order.id).name), chain(order.id), outside.trust.root
    )
    assert report.failures == ()
    roles = [one.role for one in report.signatures]
    assert roles == ["buyer", "co_buyer", "dealer", "document_timestamp"]
    assert letters(CO_BUYER["email"]) == ["co_copy", "co_sealed", "co_sign", "code"]
    verify_chain(order.id)


def test_the_co_buyer_neither_signs_first_nor_twice_nor_with_the_code_of_the_buyer():
    alone = a_ready_order()
    with pytest.raises(WrongState):
        sign(alone.id, "000000", CO_CONSENT, SOON, Role.CO_BUYER)
    order = an_order_for_two()
    with pytest.raises(CodeRejected):
        sign(order.id, sent_code(order.id), CO_CONSENT, SOON, Role.CO_BUYER)
    signed_at = co_sign(order, SOON).co_signed_at
    again = sign(order.id, sent_code(order.id), CO_CONSENT, LATER, Role.CO_BUYER)
    assert (again.co_signed_at, kinds(order.id).count("co_sign")) == (signed_at, 1)
    with pytest.raises(WrongState):
        send_code(order.id, LATER, Role.CO_BUYER)
    with pytest.raises(WrongState):
        sign(a_signed_order(extra_cents=1).id, "0", CO_CONSENT, SOON, Role.CO_BUYER)


def test_two_tabs_of_the_co_buyer_sign_once(app: Flask):
    order = an_order_for_two()
    order_id = order.id
    send_code(order_id, SOON, Role.CO_BUYER)
    code = sent_code(order_id)
    db.session.commit()

    def tab(_number: int) -> str:
        with app.app_context():
            return sign(order_id, code, CO_CONSENT, SOON, Role.CO_BUYER).state

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(tab, range(2))) == [State.SIGNED, State.SIGNED]
    assert kinds(order_id).count("co_sign") == 1
    verify_chain(order_id)


def test_a_link_opens_its_order_for_seven_days_and_nothing_else():
    order = an_order_for_two()
    token = sent_link(order.id)
    assert follow(token, SOON).id == order.id
    for wrong in ("", token[:-1], token.swapcase()):
        with pytest.raises(NotFound):
            follow(wrong, SOON)
    with pytest.raises(LinkExpired):
        follow(token, order.signed_at + timedelta(days=7))
    invite_again(order.id, order.account_id, LATER)
    assert {follow(one, LATER).id for one in (token, sent_link(order.id))} == {order.id}
    with pytest.raises(NotFound):
        invite_again(order.id, "stranger", LATER)


def test_a_declined_order_ends_and_frees_the_journey():
    order = an_order_for_two()
    assert decline(order.id, SOON).state == State.DECLINED
    assert decline(order.id, LATER).ended_at == SOON
    assert kinds(order.id).count("decline") == 1
    assert "declined" in letters(order.account.email)
    assert "co_ended" in letters(CO_BUYER["email"])
    for act in (lambda: co_sign(order, LATER), lambda: open_deposit(order.id, URLS, LATER)):
        with pytest.raises(WrongState):
            act()
    with pytest.raises(WrongState):
        decline(a_signed_order(extra_cents=1).id, LATER)


def test_who_has_not_signed_is_reminded_every_second_day_and_after_seven_it_is_over():
    ready, waiting = a_ready_order(extra_cents=1), an_order_for_two()
    days = {day: remind_due(MOMENT + timedelta(days=day, hours=1)) for day in range(1, 7)}
    assert days == {1: 0, 2: 2, 3: 0, 4: 2, 5: 0, 6: 2}
    assert letters(ready.account.email).count("sign_reminder") == 3
    assert letters(CO_BUYER["email"]).count("co_sign_reminder") == 3
    assert follow(sent_link(waiting.id), MOMENT + timedelta(days=6)).id == waiting.id
    assert expire_due(MOMENT + timedelta(days=7, hours=1)) == 2
    states = set(db.session.scalars(select(Order.state)))
    assert states == {State.EXPIRED}
    assert remind_due(MOMENT + timedelta(days=9)) == 0
    for order in (ready, waiting):
        verify_chain(order.id)


@pytest.mark.parametrize("end", [cancel, withdraw])
def test_the_buyer_may_still_end_it_while_the_co_buyer_thinks(
    end: Callable[[str, str, datetime], Order],
):
    order = an_order_for_two()
    assert end(order.id, order.account_id, SOON).state in {State.CANCELLED, State.WITHDRAWN}
    assert "co_ended" in letters(CO_BUYER["email"])
