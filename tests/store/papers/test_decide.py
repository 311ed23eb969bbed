"""The dealer's word on a paper, and what the customer hears of it."""

import pytest
from flask import Flask
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.models import Order, OutboxMessage
from store.orders.deliver import deliver
from store.orders.events import verify_chain
from store.orders.queue import deliver_all
from store.orders.refusals import NotFound, ReasonMissing
from store.orders.withdraw import withdraw
from store.papers.decide import MOST_WORDS, REASONS, Look, accept_paper
from store.papers.refusals import PaperChanged, PapersClosed
from store.papers.wording import REASONS as REASON_WORDS
from tests.situations import a_seller, dealers
from tests.store.desk.orders import accepted, offered
from tests.store.papers.files import photo
from tests.store.papers.sending import AtDealer, events, kinds, look, send_paper, the_paper


@pytest.fixture
def order(app: Flask) -> Order:
    assert app
    return accepted()


def letters(template: str) -> list[OutboxMessage]:
    """What is owed to customers under a template."""
    wanted = OutboxMessage.key.startswith(f"mail:{template}:")
    return list(db.session.scalars(select(OutboxMessage).where(wanted)))


def test_accepting_twice_is_accepting_once(order: Order):
    send_paper(order)
    for _ in range(2):
        AtDealer(order).accept()
    assert the_paper(order).state == "accepted"
    assert [kind for kind, _ in events(order)] == ["paper_received", "paper_accepted"]
    verify_chain(order.id)


def test_a_refusal_is_told_with_its_reason_and_words(order: Order):
    send_paper(order)
    AtDealer(order).refuse(reason="incomplete", words="Le dos manque.")
    assert events(order)[-1] == ("paper_refused", {"paper": "identity", "because": "incomplete"})
    (letter,) = letters("paper_refused")
    assert letter.payload["to"] == order.account.email
    deliver_all()
    db.session.expire_all()
    (letter,) = letters("paper_refused")
    assert letter.delivered_at is not None, letter.last_error
    assert "Le dos manque." not in str(letter.payload)


def test_refusing_twice_writes_one_letter(order: Order):
    send_paper(order)
    for _ in range(2):
        AtDealer(order).refuse()
    assert len(letters("paper_refused")) == 1


def test_a_decision_is_not_turned_around(order: Order):
    send_paper(order)
    AtDealer(order).accept()
    with pytest.raises(PapersClosed):
        AtDealer(order).refuse()
    send_paper(order, "licence")
    AtDealer(order).refuse("licence")
    with pytest.raises(PapersClosed):
        AtDealer(order).accept("licence")


def test_a_file_that_came_after_the_look_is_not_decided_on(order: Order):
    send_paper(order)
    seen = look(order)
    send_paper(order, content=photo(colour="red"))
    with pytest.raises(PaperChanged):
        AtDealer(order).accept(seen=seen)
    assert the_paper(order).state == "received"


def test_the_last_accepted_paper_is_told_once(order: Order):
    for kind in kinds(order):
        assert letters("papers_complete") == []
        send_paper(order, kind)
        AtDealer(order).accept(kind)
    assert len(letters("papers_complete")) == 1
    deliver_all()
    assert all(one.delivered_at for one in letters("papers_complete"))


@pytest.mark.parametrize(("reason", "words"), [("", ""), ("other", ""), ("expired", "x" * 301)])
def test_a_refusal_needs_a_reason_of_the_list_and_few_words(order: Order, reason: str, words: str):
    send_paper(order)
    with pytest.raises(ReasonMissing):
        AtDealer(order).refuse(reason=reason, words=words)
    assert MOST_WORDS == 300
    assert the_paper(order).state == "received"


def test_every_reason_has_its_words():
    assert set(REASON_WORDS) == REASONS


def test_nothing_that_never_came_is_accepted(order: Order):
    with pytest.raises(NotFound):
        AtDealer(order).accept(seen=Look(kind="identity", files=frozenset()))


def test_another_dealer_decides_nothing(order: Order):
    send_paper(order)
    other = next(one for one in dealers() if one.id != order.dealer_id)
    with pytest.raises(NotFound):
        accept_paper(order.id, other.id, a_seller(other).id, look(order), clock.now())


def test_a_dealer_decides_from_the_acceptance_to_the_end_of_the_order(app: Flask):
    assert app
    before = offered()
    send_paper(before)
    with pytest.raises(PapersClosed):
        AtDealer(before).accept()


def test_an_insurance_is_still_accepted_on_the_day_of_the_keys(order: Order):
    for kind in ("insurance", "identity"):
        send_paper(order, kind)
    deliver(order.id, order.dealer_id, a_seller(order.dealer).id, clock.now())
    AtDealer(order).accept("insurance")
    assert the_paper(order, "insurance").state == "accepted"
    withdraw(order.id, order.account_id, clock.now())
    with pytest.raises(PapersClosed):
        AtDealer(order).accept("identity")
