"""A trade-in follows its order, is rechecked by the rules it was promised by, and is answered."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from store import clock
from store.accounts.erase import erase
from store.extensions import db
from store.journeys.deal import Deal
from store.journeys.tables import tables
from store.models import Order, OutboxMessage
from store.orders.cancel import cancel
from store.orders.deliver import deliver
from store.orders.events import verify_chain
from store.orders.refusals import NotFound, ReasonMissing
from store.orders.settlement import kept_settlement
from store.orders.withdraw import withdraw, withdrawal_amounts
from store.papers.refusals import PaperRefused
from store.part_exchange.decide import Answer, decide
from store.part_exchange.judge import CODE, Judgement, judge
from store.part_exchange.pictures import KIND, keep_picture
from tests.people import CHARLIE, person
from tests.situations import a_seller, dealers
from tests.store.papers.sending import sealed_files, the_paper
from tests.store.part_exchange.exchanges import (
    DENT_LINE,
    DENTED,
    FACTS,
    LOAN,
    STATE,
    Looking,
    a_ready_exchange,
    a_reoffered,
    an_accepted_exchange,
    picture,
    row_of,
    stages,
)
from tradein import InvalidFactsError, WrongStageError


pytestmark = pytest.mark.usefixtures("app")


def letters(order: Order) -> list[str]:
    rows = db.session.scalars(db.select(OutboxMessage).filter_by(order_id=order.id, kind="mail"))
    names = [row.payload["template"] for row in rows]
    return sorted(name for name in names if "trade_in" in name)


def hand_over(order: Order) -> None:
    deliver(order.id, order.dealer_id, a_seller(order.dealer).id, clock.now())


def test_a_true_description_stands_and_is_settled_at_the_keys():
    order = an_accepted_exchange()
    declared = replace(STATE, loan_outstanding_cents=0)
    for _ in range(2):
        assert Looking(order).finds(declared, FACTS.km + 900) == "confirmed"
    hand_over(order)
    assert stages(order) == [
        ("make_firm", "firm"),
        ("inspect", "inspected"),
        ("confirm", "confirmed"),
        ("settle", "settled"),
    ]
    assert row_of(order).statement == ""
    assert letters(order) == ["trade_in_confirm"]
    verify_chain(order.id)


def test_what_takes_off_shows_a_picture_or_nothing_is_found():
    order = an_accepted_exchange()
    with pytest.raises(InvalidFactsError, match=f"pictures.{DENT_LINE}"):
        Looking(order).finds(DENTED)
    assert row_of(order).stage == "firm"


@pytest.mark.parametrize("answer", ["accepted", "kept"])
def test_the_customer_decides_and_the_signed_deal_stays_as_it_is(answer: Answer):
    order = a_reoffered()
    signed, deal = order.deal, Deal.from_json(order.deal)
    row = row_of(order)
    (line,) = row.found["lines"]
    assert (line["code"], line["picture"]) == (DENT_LINE, row.found["pictures"][DENT_LINE])
    assert line["cents"] == row.found["gross_cents"] - row.declared["gross_cents"] < -25_000
    with pytest.raises(WrongStageError):
        hand_over(order)
    decide(order.id, order.account_id, answer, clock.now())
    kept = kept_settlement(row_of(order))
    assert kept
    net = row.found["gross_cents"] - LOAN if answer == "accepted" else 0
    assert kept.trade_in_cents == net
    # what is paid at delivery and what the car pays are the same sum as before
    assert kept.due_at_delivery_cents + net == deal.due_at_delivery_cents + deal.trade_in_cents
    assert db.session.get_one(Order, order.id).deal == signed
    assert letters(order) == ["dealer_trade_in", "trade_in_reoffer", "trade_in_settlement"]
    hand_over(order)
    returned = withdrawal_amounts(db.session.get_one(Order, order.id), clock.now())
    back = {one.code: one.cents for one in returned.lines}
    assert back["balance_refunded"] == kept.due_at_delivery_cents
    assert back.get("trade_in_settled", 0) == net
    assert stages(order)[-1][1] == ("settled" if answer == "accepted" else "withdrawn")
    verify_chain(order.id)


@pytest.mark.parametrize(("answer", "other"), [("accepted", "kept"), ("kept", "accepted")])
def test_an_answer_is_given_once(answer: Answer, other: Answer):
    order = a_reoffered()
    for _ in range(2):
        decide(order.id, order.account_id, answer, clock.now())
    with pytest.raises(WrongStageError):
        decide(order.id, order.account_id, other, clock.now())
    assert letters(order).count("trade_in_settlement") == 1


def test_ending_the_order_ends_the_trade_in_and_gives_the_deposit_back():
    order = a_reoffered()
    withdraw(order.id, order.account_id, clock.now())
    assert stages(order)[-1] == ("cancel", "cancelled")
    with pytest.raises(NotFound):
        decide(order.id, order.account_id, "accepted", clock.now())
    unsigned = a_ready_exchange(CHARLIE)
    cancel(unsigned.id, unsigned.account_id, clock.now())
    assert stages(unsigned) == [("cancel", "cancelled")]
    erase(unsigned.account_id, clock.now())
    with pytest.raises(NoResultFound):
        row_of(unsigned)


def test_a_car_that_nobody_remarked_on_is_taken_as_described():
    order = an_accepted_exchange()
    hand_over(order)
    assert [step for step, _stage in stages(order)] == ["make_firm", "inspect", "confirm", "settle"]


def test_what_the_rules_leave_to_a_person_waits_for_one():
    order = an_accepted_exchange()
    looking, who = Looking(order), a_seller(order.dealer).id
    wrecked = replace(STATE, accident="structural", loan_outstanding_cents=0)
    assert looking.finds(wrecked) == "referred"
    promised, at = row_of(order).declared["gross_cents"], clock.now()
    less = Judgement(gross_cents=promised - 90_000, words="Longeron redressé")
    for said in (replace(less, words=" "), less):  # no words; then no picture
        with pytest.raises(ReasonMissing):
            judge(order.id, order.dealer_id, who, said, at)
    looking.photograph(CODE)
    for _ in range(2):
        assert judge(order.id, order.dealer_id, who, less, at) == "reoffered"
    with pytest.raises(WrongStageError):
        judge(order.id, order.dealer_id, who, Judgement(gross_cents=promised), at)
    assert sum(line["cents"] for line in row_of(order).found["lines"]) == -90_000


def test_the_promise_is_kept_by_its_own_model_and_rules(app: Flask, tmp_path: Path):
    order = an_accepted_exchange()
    settings = app.extensions["settings"]
    newer = shutil.copytree(settings.data / "tradein", tmp_path / "data" / "tradein").parent
    shutil.copytree(settings.data / "finance", newer / "finance")
    rules = newer / "tradein" / "rules.toml"
    rules.write_text(rules.read_text("utf-8").replace("front bumper", "bumper in front"), "utf-8")
    app.extensions["settings"] = replace(settings, data=newer)
    assert tables().rules.rules_id != row_of(order).declared["rules_id"]
    assert Looking(order).finds(replace(STATE, loan_outstanding_cents=0)) == "confirmed"


def test_nobody_else_looks_at_the_car_or_answers_for_it():
    order = a_reoffered()
    other = next(one for one in dealers() if one.id != order.dealer_id)
    with pytest.raises(NotFound):
        keep_picture(order.id, other.id, DENT_LINE, picture(), clock.now())
    with pytest.raises(NotFound):
        decide(order.id, person(CHARLIE).id, "kept", clock.now())
    assert row_of(order).stage == "reoffered"


def test_a_picture_is_made_anew_and_kept_once_and_not_after_the_offer():
    order = an_accepted_exchange(photographed=False)
    looking = Looking(order)
    for _ in range(2):
        looking.photograph()
    with pytest.raises(PaperRefused):
        keep_picture(order.id, order.dealer_id, "km", b"no picture", clock.now())
    assert len(the_paper(order, KIND).files) == len(sealed_files()) == 1
    assert looking.finds(DENTED) == "reoffered"
    shown = row_of(order).found
    keep_picture(order.id, order.dealer_id, DENT_LINE, picture("red"), clock.now())
    assert row_of(order).found == shown
    assert len(sealed_files()) == 1


def test_a_late_hand_over_is_priced_as_the_car_is_then():
    order = an_accepted_exchange()
    later = clock.now() + timedelta(days=75)
    with clock.stopped_at(later):
        looking = Looking(order)
        looking.photograph("km")
        assert looking.finds(replace(STATE, loan_outstanding_cents=0), FACTS.km + 12_000) == (
            "reoffered"
        )
        codes = [line["code"] for line in row_of(order).found["lines"]]
    assert "km" in codes
