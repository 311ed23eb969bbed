from datetime import timedelta

import pytest

from store import clock
from store.gateways.breaker import FIRST_REST, LONGEST_REST, TRY_LASTS, Breaker, Resting
from store.gateways.mail import DeliveryError, Unreachable
from tests.store.gateways.providers import MOMENT


def call(breaker: Breaker, host: str, error: Exception | None = None) -> str:
    """Return what became of a try: "taken", "failed" or "resting"."""
    try:
        with breaker.guard(host):
            if error:
                raise error
    except Resting:
        return "resting"
    except DeliveryError:
        return "failed"
    return "taken"


SILENT, REFUSED = Unreachable("nothing"), DeliveryError("550")


def test_a_host_that_does_not_answer_twice_is_left_alone_and_others_are_not():
    breaker = Breaker()
    with clock.stopped_at(MOMENT):
        assert [call(breaker, "a", SILENT) for _ in range(4)] == [
            "failed",
            "failed",
            *["resting"] * 2,
        ]
        assert call(breaker, "b") == "taken"


def test_one_try_at_a_time_finds_out_whether_it_is_back():
    breaker = Breaker()
    with clock.stopped_at(MOMENT):
        call(breaker, "a", SILENT)
        call(breaker, "a", SILENT)
    with clock.stopped_at(MOMENT + FIRST_REST), breaker.guard("a"):
        assert call(breaker, "a") == "resting"
    with clock.stopped_at(MOMENT + FIRST_REST):
        assert call(breaker, "a") == "taken"


def test_it_is_left_alone_longer_each_time_up_to_half_a_minute():
    breaker, at, rests = Breaker(), MOMENT, []
    with clock.stopped_at(at):
        call(breaker, "a", SILENT)
    for _ in range(6):
        with clock.stopped_at(at):
            assert call(breaker, "a", SILENT) == "failed"
            with pytest.raises(Resting) as caught, breaker.guard("a"):
                pass
        rests.append(caught.value.until - at)
        at = caught.value.until
    assert rests[0] == FIRST_REST
    assert rests == sorted(rests)
    assert rests[-1] == LONGEST_REST


def test_a_refusal_is_an_answer():
    breaker = Breaker()
    with clock.stopped_at(MOMENT):
        assert [call(breaker, "a", REFUSED) for _ in range(4)] == ["failed"] * 4
        call(breaker, "a", SILENT)
        call(breaker, "a", REFUSED)
        assert call(breaker, "a", SILENT) == "failed"


def test_a_try_that_never_ends_does_not_close_the_host_for_ever():
    breaker = Breaker()
    with clock.stopped_at(MOMENT):
        call(breaker, "a", SILENT)
        call(breaker, "a", SILENT)
    with clock.stopped_at(MOMENT + FIRST_REST), breaker.guard("a"):
        pass_on = MOMENT + FIRST_REST + TRY_LASTS + timedelta(seconds=1)
        with clock.stopped_at(pass_on):
            assert call(breaker, "a") == "taken"
