from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from store.extensions import db, transaction
from store.models import OutboxMessage
from store.orders import delivering, outbox
from store.orders.delivering import LEASE, deliver_due, due_lanes, free_leases, lease_due
from store.orders.outbox import GIVEN_UP_AFTER, Lane, Owed, owe
from store.orders.refusals import NotFound
from tests.situations import MOMENT


pytestmark = pytest.mark.usefixtures("app")


def owed(key: str = "k", payload: dict[str, object] | None = None) -> bool:
    with transaction():
        return owe("mail", key, payload or {"a": 1}, None, MOMENT)


def row() -> OutboxMessage:
    return db.session.scalars(select(OutboxMessage).execution_options(populate_existing=True)).one()


def refuses(_owed: Owed, _at: object) -> None:
    raise ConnectionError("nobody there")


def test_the_same_key_is_owed_once():
    assert owed()
    assert not owed()
    assert row().key == "k"


def test_what_is_owed_in_a_failed_transaction_is_not_owed():
    def breaks() -> None:
        with transaction():
            owe("mail", "k", {}, None, MOMENT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()
    assert db.session.scalars(select(OutboxMessage)).all() == []


def test_a_delivery_is_dated_and_its_secrets_are_forgotten():
    owed(payload={"a": 1, "secrets": {"code": "123456"}})
    seen: list[Owed] = []
    assert deliver_due({"mail": lambda one, _at: seen.append(one)}, MOMENT) == 1
    assert seen[0].payload["secrets"] == {"code": "123456"}
    assert (row().delivered_at, row().payload) == (MOMENT, {"a": 1})
    assert deliver_due({"mail": refuses}, MOMENT + timedelta(days=1)) == 0


def test_what_was_delivered_while_the_database_went_away_is_recorded_once_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
):
    owed()
    sent: list[str] = []
    away = ["commit", "commit"]

    def breaks(_session: object) -> None:
        if sent and away:
            raise OperationalError(away.pop(), None, ConnectionError("gone"))

    monkeypatch.setattr(delivering, "PAUSE_SECONDS", 0)
    event.listen(db.session, "before_commit", breaks)
    try:
        assert deliver_due({"mail": lambda one, _at: sent.append(one.key)}, MOMENT) == 1
    finally:
        event.remove(db.session, "before_commit", breaks)
    assert (sent, away) == (["k"], [])
    assert row().delivered_at == MOMENT


def test_a_failed_delivery_waits_longer_each_time_and_is_given_up_after_four_days():
    owed()
    at, waits = MOMENT, []
    while row().dead_at is None:
        assert deliver_due({"mail": refuses}, at) == 1
        waits.append(row().due_at - at)
        at = max(row().due_at, at)
    assert waits[:4] == [timedelta(seconds=s) for s in (5, 10, 20, 40)]
    assert max(waits) == timedelta(minutes=15)
    assert row().dead_at == at >= MOMENT + GIVEN_UP_AFTER > at - timedelta(minutes=15)
    assert row().last_error == "ConnectionError: nobody there"
    assert deliver_due({"mail": refuses}, at + timedelta(days=9)) == 0


def test_a_dead_letter_can_be_tried_again():
    owed()
    with transaction():
        row().dead_at = MOMENT
    (dead,) = outbox.dead_letters()
    outbox.retry(dead.id, MOMENT)
    assert deliver_due({"mail": lambda *_: None}, MOMENT) == 1
    assert outbox.dead_letters() == []


def test_only_a_dead_letter_can_be_tried_again():
    owed()
    with pytest.raises(NotFound, match="dead letter"):
        outbox.retry(row().id, MOMENT)


def test_one_failure_does_not_stop_the_others():
    owed("first")
    owed("second")
    done: list[str] = []

    def picky(one: Owed, _at: object) -> None:
        if one.key == "first":
            raise ConnectionError
        done.append(one.key)

    assert deliver_due({"mail": picky}, MOMENT) == 2
    assert done == ["second"]


def test_an_unknown_kind_is_kept_as_a_failure():
    owed()
    assert deliver_due({}, MOMENT) == 1
    assert "KeyError" in row().last_error


def test_a_leased_row_is_taken_by_nobody_else_until_its_worker_is_dead():
    owed()
    assert len(lease_due(MOMENT, 10)) == 1
    assert lease_due(MOMENT + timedelta(minutes=4), 10) == []
    assert len(lease_due(MOMENT + LEASE, 10)) == 1


def test_a_worker_whose_lease_ran_out_cannot_date_the_row_of_the_next():
    owed()
    later = MOMENT + LEASE

    def slow(_owed: Owed, _at: object) -> None:
        lease_due(later, 10)

    deliver_due({"mail": slow}, MOMENT)
    assert row().delivered_at is None
    assert row().leased_until == later + LEASE


def test_a_handler_that_leaves_the_session_broken_is_only_its_own_failure():
    owed()

    def breaks(one: Owed, _at: object) -> None:
        db.session.add(OutboxMessage(id=one.id, key="x", kind="x", payload={}))
        db.session.flush()

    deliver_due({"mail": breaks}, MOMENT)
    assert row().attempts == 1
    assert row().last_error


def test_a_code_that_nobody_could_use_any_more_is_closed_and_neither_sent_nor_dead():
    with transaction():
        ends = MOMENT + timedelta(minutes=10)
        owe("mail", "k", {"a": 1, "secrets": {"code": "123456"}}, None, MOMENT, useless_after=ends)
    assert deliver_due({"mail": refuses}, MOMENT) == 1
    assert deliver_due({"mail": refuses}, MOMENT + timedelta(minutes=10)) == 1
    assert row().last_error == "expired: nobody could use it any more"
    assert (row().delivered_at, row().dead_at) == (None, None)
    assert row().expired_at == MOMENT + timedelta(minutes=10)
    assert row().payload == {"a": 1}
    assert deliver_due({"mail": refuses}, MOMENT + timedelta(days=1)) == 0


def test_a_lane_delivers_its_own_rows_only():
    with transaction():
        owe("mail", "slow", {}, None, MOMENT)
        owe("mail", "quick", {}, None, MOMENT, lane=Lane.CODES)
    done: list[str] = []
    handlers = {"mail": lambda one, _at: done.append(one.key)}
    assert due_lanes(MOMENT) == {Lane.LETTERS, Lane.CODES}
    assert deliver_due(handlers, MOMENT, lane=Lane.CODES) == 1
    assert done == ["quick"]
    assert due_lanes(MOMENT) == {Lane.LETTERS}


def test_what_a_dead_worker_left_is_freed_by_the_next_of_its_name():
    owed()
    assert len(lease_due(MOMENT, 10, owner="here:1")) == 1
    assert free_leases("here:2") == 0
    assert lease_due(MOMENT, 10) == []
    assert free_leases("here:1") == 1
    assert len(lease_due(MOMENT, 10)) == 1
