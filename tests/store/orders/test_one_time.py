from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from store.extensions import db, transaction
from store.models import OneTimeCode
from store.orders.one_time import MOST_SENT, Errand, forget, last_sent, mint, put, use, verify, was
from store.orders.origin import Origin
from store.orders.refusals import CodeRejected
from tests.situations import MOMENT


pytestmark = pytest.mark.usefixtures("app")
ERRAND = Errand("sign-in", "claire@example.fr", "claire@example.fr")
SECOND = timedelta(seconds=1)


def sent(errand: Errand = ERRAND, at: datetime = MOMENT) -> str:
    code, row = mint(errand, at)
    with transaction():
        put(row, at)
    return code


def test_a_code_works_for_its_own_errand_only():
    code = sent()
    for other in (
        Errand("sign", ERRAND.subject, ERRAND.bound_to),
        Errand(ERRAND.purpose, "marc@example.fr", ERRAND.bound_to),
        Errand(ERRAND.purpose, ERRAND.subject, "another document"),
    ):
        with pytest.raises(CodeRejected):
            verify(other, code, MOMENT)


def test_a_code_is_used_once():
    key = verify(ERRAND, sent(), MOMENT)
    with transaction():
        assert use(key, MOMENT)
        assert not use(key, MOMENT)


def test_a_used_code_is_recognised_while_it_is_fresh_and_counts_no_try():
    code = sent()
    with transaction():
        use(verify(ERRAND, code, MOMENT), MOMENT)
    assert was(ERRAND, code, MOMENT)
    assert not was(ERRAND, code, MOMENT + timedelta(minutes=11))
    assert not was(Errand("sign", ERRAND.subject, ERRAND.bound_to), code, MOMENT)


def test_codes_are_few_in_a_quarter_hour_and_flow_again_after_it():
    for count in range(MOST_SENT):
        sent(at=MOMENT + count * SECOND)
    with pytest.raises(CodeRejected, match="too_many"):
        sent(at=MOMENT + timedelta(minutes=10))
    assert sent(at=MOMENT + timedelta(minutes=16))


def test_only_a_code_that_still_works_is_announced():
    assert last_sent(ERRAND.purpose, ERRAND.subject, MOMENT) is None
    code = sent()
    assert last_sent(ERRAND.purpose, ERRAND.subject, MOMENT) == MOMENT
    with transaction():
        use(verify(ERRAND, code, MOMENT), MOMENT)
    assert last_sent(ERRAND.purpose, ERRAND.subject, MOMENT) is None


def test_old_codes_are_forgotten():
    sent()
    forget(MOMENT + timedelta(hours=1))
    assert db.session.scalar(select(func.count(OneTimeCode.id))) == 1
    forget(MOMENT + timedelta(days=2))
    assert db.session.scalar(select(func.count(OneTimeCode.id))) == 0


def asked(browser: str, network: str, at: datetime = MOMENT, *, known: bool = False) -> Errand:
    errand = replace(ERRAND, asker=Origin(browser, network))
    row = mint(errand, at)[1]
    with transaction():
        put(row, at, known=known)
    return errand


def test_a_strangers_codes_and_tries_leave_the_owners_alone():
    owner = replace(ERRAND, asker=Origin("owner", "home"))
    code = sent(owner)
    stranger = asked("stranger", "elsewhere")
    for _ in range(MOST_SENT - 1):
        asked("stranger", "elsewhere")
    for _ in range(6):
        with pytest.raises(CodeRejected):
            verify(stranger, "000000", MOMENT)
    with pytest.raises(CodeRejected, match="none was sent"):
        verify(replace(owner, asker=Origin("thief", "home")), code, MOMENT)
    with pytest.raises(CodeRejected, match="too_many"):
        asked("a new browser", "elsewhere")
    assert verify(owner, code, MOMENT)


def test_strangers_together_are_slowed_down_and_never_the_owners_own_browser():
    for number in range(15):
        asked(f"stranger {number}", f"network {number}")
    with pytest.raises(CodeRejected, match="too_many"):
        asked("stranger", "another network")
    assert asked("owner", "home", known=True)
    assert asked("stranger", "another network", MOMENT + timedelta(minutes=16))
