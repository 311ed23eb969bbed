from datetime import date

import pytest
from hypothesis import given, strategies as st

from store.gateways.sandbox_cards import OUTCOMES, CardEntry, CardError, luhn, outcome


TODAY = date(2026, 11, 24)


def card(number: str = "4242 4242 4242 4242", expiry: str = "04/29", cvc: str = "123") -> CardEntry:
    return CardEntry(number=number, expiry=expiry, cvc=cvc)


@pytest.mark.parametrize(("number", "expected"), OUTCOMES.items())
def test_every_test_card_has_a_sound_number_and_its_outcome(number: str, expected: str):
    assert luhn(number)
    assert outcome(card(number), TODAY) == expected


@pytest.mark.parametrize("expiry", ["11/26", "11 / 26", "1126", "11/2026", "12/46"])
def test_a_card_is_good_to_the_end_of_its_month(expiry: str):
    assert outcome(card(expiry=expiry), TODAY) == ""


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        (card("4242 4242"), "number", "incomplete"),
        (card("4242x4242y4242z42"), "number", "incomplete"),
        (card("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"), "number", "incomplete"),
        (card("4" * 400), "number", "incomplete"),
        (card("4242 4242 4242 4241"), "number", "mistyped"),
        (card("4539 1488 0343 6467"), "number", "not_a_test_card"),
        (card(expiry="10/26"), "expiry", "expired"),
        (card(expiry="13/29"), "expiry", "incomplete"),
        (card(expiry=""), "expiry", "incomplete"),
        (card(expiry="01/47"), "expiry", "too_far"),
        (card(cvc="12"), "cvc", "incomplete"),
        (card(cvc="abc"), "cvc", "incomplete"),
    ],
)
def test_a_wrong_field_is_named_with_its_reason(wrong: CardEntry, field: str, reason: str):
    with pytest.raises(CardError) as caught:
        outcome(wrong, TODAY)
    assert (caught.value.field, caught.value.reason) == (field, reason)


@given(st.sampled_from(sorted(OUTCOMES)), st.integers(0, 15), st.integers(1, 9))
def test_one_mistyped_digit_is_always_found(number: str, place: int, more: int):
    digit = str((int(number[place]) + more) % 10)
    assert not luhn(number[:place] + digit + number[place + 1 :])


@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=6))
def test_whatever_is_typed_gets_an_answer(number: str, expiry: str, cvc: str):
    with pytest.raises(CardError):
        outcome(card(number, expiry, cvc), TODAY)
