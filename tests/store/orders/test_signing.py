from datetime import timedelta

import pytest
from sqlalchemy import select

from esign import verify
from store.extensions import db
from store.gateways.archive import ArchiveFullError
from store.gateways.registry import Gateways
from store.models import Journey, OrderDocument, OutboxMessage, StockVehicle
from store.orders.codes import masked, send_code
from store.orders.documents import document
from store.orders.events import chain, verify_chain
from store.orders.freeze import SIGN_WITHIN, freeze
from store.orders.hold import hold
from store.orders.lifecycle import State, WrongState
from store.orders.refusals import CarTaken, CodeRejected, Incomplete, NotReviewed
from store.orders.sign import sign
from tests.forgery import forge_event
from tests.fresh import state
from tests.situations import (
    BUYER,
    CONSENT,
    MOMENT,
    a_deal,
    a_draft,
    a_journey,
    a_ready_order,
    a_signed_order,
    sent_code,
)


pytestmark = pytest.mark.usefixtures("app")
SOON = MOMENT + timedelta(minutes=1)


def coded() -> tuple[str, str]:
    order_id = a_ready_order().id
    send_code(order_id, SOON)
    return order_id, sent_code(order_id)


def kinds(order_id: str) -> list[str]:
    rows = select(OrderDocument.kind).where(OrderDocument.order_id == order_id)
    return list(db.session.scalars(rows))


def test_a_signed_order_has_its_pdf_its_events_and_its_letter(outside: Gateways):
    order = a_signed_order()
    assert (order.state, kinds(order.id)) == (State.SIGNED, ["draft", "signed"])
    pdf = outside.archive.get(document(order.id, "signed").name)
    report = verify(pdf, chain(order.id), outside.trust.root)
    assert report.ok
    assert [one.kind for one in chain(order.id).events] == ["freeze", "view", "send_code", "sign"]
    letters = select(OutboxMessage.key).where(OutboxMessage.key == f"mail:signed:{order.id}")
    assert db.session.scalar(letters)


def test_a_changed_event_breaks_the_chain():
    order = a_signed_order()
    verify_chain(order.id)
    forge_event(order.id, "send_code", to="somebody@else.example")
    with pytest.raises(Exception, match="event 2"):
        verify_chain(order.id)


def test_signing_twice_signs_once():
    order_id, code = coded()
    first = sign(order_id, code, CONSENT, SOON).signed_at
    assert sign(order_id, code, CONSENT, SOON + timedelta(minutes=1)).signed_at == first
    assert sign(order_id, "000000", CONSENT, SOON).state == State.SIGNED
    assert kinds(order_id) == ["draft", "signed"]


def test_a_second_tab_that_sealed_meanwhile_does_not_sign_again(outside: Gateways):
    order_id, code = coded()

    def other_tab(_name: str) -> None:
        outside.archive.on_put = lambda _again: None
        sign(order_id, code, CONSENT, SOON)

    outside.archive.on_put = other_tab
    sign(order_id, code, CONSENT, SOON)
    assert kinds(order_id) == ["draft", "signed"]
    assert [one.kind for one in chain(order_id).events].count("sign") == 1


def test_a_full_disk_leaves_the_order_ready_and_a_later_try_signs(outside: Gateways):
    order_id, code = coded()

    def full(name: str) -> None:
        raise ArchiveFullError(name, "no space left on device")

    outside.archive.on_put = full
    with pytest.raises(ArchiveFullError):
        sign(order_id, code, CONSENT, SOON)
    assert (state(order_id), kinds(order_id)) == (State.READY, ["draft"])
    outside.archive.on_put = lambda _name: None
    assert sign(order_id, code, CONSENT, SOON).state == State.SIGNED


def test_a_crash_between_archive_and_commit_leaves_no_signed_state(
    outside: Gateways, monkeypatch: pytest.MonkeyPatch
):
    order_id, code = coded()

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as crash:
        crash.setattr("store.orders.sign.attach", dies)
        with pytest.raises(KeyboardInterrupt):
            sign(order_id, code, CONSENT, SOON)
    assert any("/signed-" in name for name in outside.archive.files)
    assert (state(order_id), kinds(order_id)) == (State.READY, ["draft"])
    assert sign(order_id, code, CONSENT, SOON).state == State.SIGNED
    verify_chain(order_id)


def test_a_code_has_five_tries_and_ten_minutes():
    order_id, code = coded()
    wrong = "999999" if code != "999999" else "000000"
    for reason in (*["wrong"] * 5, "exhausted"):
        with pytest.raises(CodeRejected, match=reason):
            sign(order_id, wrong, CONSENT, SOON)
    with pytest.raises(CodeRejected, match="exhausted"):
        sign(order_id, code, CONSENT, SOON)
    send_code(order_id, SOON + timedelta(minutes=1))
    with pytest.raises(CodeRejected, match="expired"):
        sign(order_id, sent_code(order_id), CONSENT, SOON + timedelta(minutes=12))


def test_an_earlier_code_stops_working_when_another_is_sent():
    order_id, first = coded()
    send_code(order_id, SOON + timedelta(seconds=5))
    if sent_code(order_id) != first:
        with pytest.raises(CodeRejected, match="wrong"):
            sign(order_id, first, CONSENT, SOON + timedelta(seconds=9))


def test_without_a_code_nothing_is_signed():
    with pytest.raises(CodeRejected, match="none was sent"):
        sign(a_ready_order().id, "123456", CONSENT, SOON)


def test_no_code_is_sent_for_a_signed_order():
    with pytest.raises(WrongState):
        send_code(a_signed_order().id, SOON + timedelta(hours=1))


def test_an_address_is_masked():
    assert masked(BUYER) == "c•••l@example.fr"


def test_freezing_twice_gives_the_same_order():
    deal = a_deal()
    journey_id = a_journey(deal)
    first = freeze(journey_id, a_draft(deal), MOMENT)
    assert freeze(journey_id, a_draft(deal), SOON).id == first.id
    assert first.number.startswith("V-2026-")


def test_another_deal_replaces_the_unsigned_order_but_not_a_signed_one():
    order = a_ready_order()
    other = a_deal(extra_cents=10_000)
    with pytest.raises(NotReviewed):
        freeze(order.journey_id, a_draft(other), SOON)
    db.session.get_one(Journey, order.journey_id).reviewed_sha256 = other.sha256
    db.session.commit()
    again = freeze(order.journey_id, a_draft(other), SOON)
    assert (state(order.id), again.state) == (State.EXPIRED, State.READY)
    send_code(again.id, SOON)
    sign(again.id, sent_code(again.id), CONSENT, SOON)
    db.session.get_one(Journey, order.journey_id).reviewed_sha256 = a_deal().sha256
    db.session.commit()
    with pytest.raises(WrongState):
        freeze(order.journey_id, a_draft(a_deal()), SOON)


def test_a_journey_without_its_buyer_is_incomplete():
    deal = a_deal()
    journey_id = a_journey(deal)
    db.session.get_one(Journey, journey_id).account_id = None
    db.session.commit()
    with pytest.raises(Incomplete, match="account"):
        freeze(journey_id, a_draft(deal), MOMENT)


def test_a_stock_car_is_held_until_the_order_is_signed_and_paid(stock_car: StockVehicle):
    deal = a_deal()
    other = a_journey(deal)
    a_ready_order(vehicle=stock_car)
    with pytest.raises(CarTaken):
        hold("stock", other, MOMENT + timedelta(days=6))
    assert hold("stock", other, MOMENT + SIGN_WITHIN).journey_id == other
