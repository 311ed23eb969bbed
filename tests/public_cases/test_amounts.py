"""Amounts and numbers that other people's stores misread, by the language they were typed in."""

import pytest

from store.typed_numbers import NotANumberError, read_cents, read_count, read_plain, read_whole


REFUSED = None
# typed, language, cents or refused, what went wrong elsewhere
AMOUNTS = [
    ("12,500", "en", 1_250_000, "a JavaScript cart replaced the comma by a point: 12.50"),
    ("12.500", "fr", REFUSED, "a float parser made twelve and a half of a Belgian's thousands"),
    ("12 500,50", "fr", 1_250_050, "spreadsheets write the group as a plain space"),
    ("12\u00a0500,50", "fr", 1_250_050, "CLDR before 34 writes French groups with U+00A0"),
    ("12\u202f500,50", "fr", 1_250_050, "CLDR from 34 on writes them with U+202F; copies failed"),
    ("12\u2009500,50", "fr", 1_250_050, "a typeset page is copied with its thin spaces U+2009"),
    ("12,50", "en", REFUSED, "a lenient locale parser drops the comma: 1250"),
    ("12.50", "fr", 1_250, "number pads of French keyboards send a point"),
    ("12,500.50", "en", 1_250_050, "the two separators of a bank's statement"),
    ("12.500,50", "en", REFUSED, "the same statement from a German bank"),
    ("1,23,456", "en", REFUSED, "Indian groups of two, dropped in silence"),
    ("1e3", "en", REFUSED, "HTML number inputs let an e through, and decimal parsers read it"),
    ("1e999990", "en", REFUSED, "an exponent that fills the memory once it is made whole"),
    ("1_000", "en", REFUSED, "Python's int and Decimal take underscores since 3.6"),
    ("\u0661\u0662", "fr", REFUSED, "int and Decimal take every Unicode digit"),
    ("\uff11\uff12", "fr", REFUSED, "full-width digits from an input method"),
    ("²", "fr", REFUSED, "isdigit says yes to a superscript, int raises"),
    ("NaN", "fr", REFUSED, "Decimal's NaN passes every comparison of a range as false"),
    ("Infinity", "en", REFUSED, "Decimal takes it"),
    ("-5", "fr", REFUSED, "a negative loan raised the offer"),
    ("9" * 5_000, "fr", REFUSED, "over the limit of int's digits (CVE-2020-10735)"),
    ("1 500 €", "fr", 150_000, "the unit is typed along"),
    ("€1,500", "en", 150_000, "the unit stands before the amount in English"),
    ("0", "fr", 0, "zero is an answer"),
    ("12 34", "fr", REFUSED, "two numbers in one field"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "language", "cents", "source"), AMOUNTS)
def test_an_amount_is_read_as_it_was_meant_or_refused(
    typed: str, language: str, cents: int | None, source: str
):
    if cents is None:
        with pytest.raises(NotANumberError):
            read_cents(typed, language)
    else:
        assert read_cents(typed, language) == cents, source


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        ("74 200", "fr", 74_200),
        ("74,200 km", "en", 74_200),
        ("74.200", "fr", None),
        ("74,2", "fr", None),
        ("74.00", "en", None),
    ],
)
def test_a_whole_number_has_no_decimals(typed: str, language: str, number: int | None):
    if number is None:
        with pytest.raises(NotANumberError):
            read_whole(typed, language)
    else:
        assert read_whole(typed, language) == number


@pytest.mark.parametrize("text", ["1e3", "1_0", "\u0663", "9" * 5_000, "+1", "-1", " 1", "", None])
def test_an_address_that_holds_no_count_is_the_usual_page(text: str | None):
    assert read_count(text, 10_000, 1) == 1


@pytest.mark.parametrize("text", ["1e3", "1_0", "nan", "1,5", "9" * 5_000, ""])
def test_a_plain_number_has_no_exponent(text: str):
    with pytest.raises(NotANumberError):
        read_plain(text)
