import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from esign import (
    LIFETIME,
    MAX_TRIES,
    CodeError,
    IssuedCode,
    Verdict,
    check_code,
    hash_code,
    new_code,
)


AT = datetime(2026, 11, 21, 17, 42, tzinfo=UTC)
SALT = bytes(range(16))
BOUND = "a" * 64 + ":buyer"
ISSUED = IssuedCode(hash_code("012345", SALT, BOUND), SALT, BOUND, AT)


@given(random=st.binary(min_size=16, max_size=32))
def test_a_code_is_six_digits(random: bytes):
    code = new_code(random)
    assert len(code) == 6
    assert code.isdigit()


def test_too_little_randomness_makes_no_code():
    with pytest.raises(CodeError, match="16"):
        new_code(b"short")
    with pytest.raises(CodeError, match="salt"):
        hash_code("012345", b"short", BOUND)


@pytest.mark.parametrize(
    "typed",
    ["012345", "012 345", " 012345\n", "012-345", "012\u2011345", "012.345", "012\u00a0345"],
)
def test_the_right_code_is_right(typed: str):
    assert check_code(typed, ISSUED, BOUND, AT + LIFETIME) is Verdict.RIGHT


@settings(max_examples=20)
@given(typed=st.text(max_size=12).filter(lambda text: "012345" not in re.sub(r"\W", "", text)))
def test_any_other_text_is_wrong(typed: str):
    assert check_code(typed, ISSUED, BOUND, AT) is Verdict.WRONG


def test_a_code_for_another_document_is_wrong():
    assert check_code("012345", ISSUED, "b" * 64 + ":buyer", AT) is Verdict.WRONG


def test_a_code_dies_after_ten_minutes_and_is_not_born_early():
    late = AT + LIFETIME + timedelta(seconds=1)
    assert check_code("012345", ISSUED, BOUND, late) is Verdict.EXPIRED
    assert check_code("012345", ISSUED, BOUND, AT - timedelta(seconds=1)) is Verdict.EXPIRED


def test_the_sixth_try_is_refused_even_if_right():
    tried = replace(ISSUED, tries=MAX_TRIES)
    assert check_code("012345", tried, BOUND, AT) is Verdict.EXHAUSTED
