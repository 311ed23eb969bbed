"""A bounded queue before slow work: who finds no room is told at once, and room comes back."""

from threading import BoundedSemaphore, Event, Thread

import pytest

from store.gateways.turns import QueueFull, QuotaExceeded, Turns


PATIENCE_SECONDS = 30


def test_no_more_wait_than_may_and_room_comes_back():
    turns = Turns(at_once=2, waiting=0)
    with turns.turn("a"), turns.turn("b"), pytest.raises(QueueFull), turns.turn("c"):
        pass
    with turns.turn("c"), turns.turn("d"):
        pass


def test_a_visitor_has_a_quota_and_others_their_own():
    turns = Turns(at_once=4, waiting=0, each=1)
    with turns.turn("a"):
        with pytest.raises(QuotaExceeded), turns.turn("a"):
            pass
        with turns.turn("b"), turns.turn(), turns.turn():
            pass
    with turns.turn("a"):
        pass


def test_a_turn_that_does_not_come_in_time_is_refused():
    turns = Turns(at_once=1, waiting=1, patience=0)
    with turns.turn("a"):
        for _again in range(3):
            with pytest.raises(QueueFull), turns.turn("b"):
                pass
    with turns.turn("b"):
        pass


def test_one_works_after_the_other():
    turns, entered, go, done = Turns(at_once=1, waiting=1), Event(), Event(), list[str]()

    def work(name: str) -> None:
        with turns.turn(name):
            entered.set()
            go.wait(PATIENCE_SECONDS)
            done.append(name)

    first, second = (Thread(target=work, args=(name,)) for name in ("first", "second"))
    first.start()
    assert entered.wait(PATIENCE_SECONDS)
    second.start()
    go.set()
    first.join(PATIENCE_SECONDS)
    second.join(PATIENCE_SECONDS)
    assert done == ["first", "second"]


def test_several_queues_share_the_room_and_an_error_gives_it_back():
    room = BoundedSemaphore(2)
    one, other = (Turns(at_once=2, waiting=2, room=room) for _both in range(2))
    with one.turn("a"), other.turn("b"):
        for full in (one, other):
            with pytest.raises(QueueFull), full.turn("c"):
                pass
    with pytest.raises(LookupError), one.turn("a"):
        raise LookupError
    with one.turn("a"), one.turn("b"):
        pass
