"""Typed numbers: what a person can write comes back; everything else is refused at once."""

import pytest
from babel.numbers import format_decimal
from flask.testing import FlaskClient
from hypothesis import given, strategies as st

from store.typed_numbers import LONGEST, MOST_DIGITS, NotANumberError, read_cents, write_cents
from tests.store.shop.walking import CAR, Walker, a_journey, answers


LANGUAGES = st.sampled_from(["fr", "en", "de", "es", "it"])
CENTS = st.integers(0, 10 ** (MOST_DIGITS + 2) - 1)


@given(CENTS, LANGUAGES)
def test_what_the_store_writes_it_reads(cents: int, language: str):
    assert read_cents(write_cents(cents, language), language) == cents


@given(CENTS, LANGUAGES)
def test_what_the_language_writes_the_store_reads(cents: int, language: str):
    euros, rest = divmod(cents, 100)
    whole = format_decimal(euros, locale=language)
    mark = write_cents(1, language)[1]
    assert read_cents(f"{whole}{mark}{rest:02d}", language) == cents


@given(st.text(alphabet="0123456789., \u202f'eE_-+\u0660\u0967", max_size=LONGEST + 5), LANGUAGES)
def test_digits_never_vanish_nor_appear(typed: str, language: str):
    try:
        cents = read_cents(typed, language)
    except NotANumberError:
        return
    digits = "".join(sign for sign in typed if sign.isdecimal())
    assert digits.isascii()
    assert str(cents).rstrip("0").startswith(digits.lstrip("0").rstrip("0"))


@given(st.text(min_size=LONGEST + 1), LANGUAGES)
def test_a_text_longer_than_a_number_is_refused(typed: str, language: str):
    with pytest.raises(NotANumberError):
        read_cents(typed, language)


HOSTILE = (" \t\u3000", "1e999990", "1e3", "1_000", "\u0661\u0662", "12,50", "9" * 5_000)


def test_a_form_refuses_it_beside_its_field(client: FlaskClient):
    walker = Walker(client, a_journey(), "en")
    walker.post("where", answers()["where"])
    for typed in HOSTILE:
        answer = walker.post(
            "trade-in", {**CAR, "km": typed, "loan_outstanding_cents": typed, "power_hp": typed}
        )
        assert answer.status_code == 422
        for field in ("km", "power_hp", *(["loan_outstanding_cents"] if typed.strip() else [])):
            assert f'id="{field}-error"' in answer.text, (typed, field)


@pytest.mark.parametrize(
    ("language", "typed", "cents"),
    [("en", "12,500", 1_250_000), ("fr", "12\u202f500,50", 1_250_050)],
)
def test_a_form_keeps_an_amount_in_the_language_it_was_typed_in(
    client: FlaskClient, language: str, typed: str, cents: int
):
    walker = Walker(client, a_journey(), language)
    walker.post("where", answers()["where"])
    walker.post("trade-in", {**CAR, "loan_outstanding_cents": typed})
    assert walker.journey.trade_in is not None
    assert walker.journey.trade_in["condition"]["loan_outstanding_cents"] == cents
    shown = walker.get("trade-in", edit="1").text
    assert f'value="{write_cents(cents, language)}"' in shown
