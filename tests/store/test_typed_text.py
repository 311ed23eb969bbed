"""Typed text: one spelling, every sign printable, everything else refused with a reason."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis.strategies import characters, composite, dates, sampled_from, text

from store.gateways.letters import compose
from store.gateways.mail import Letter
from store.typed_text import (
    ALPHABET,
    LONGEST,
    Unreadable,
    code,
    day,
    email_address,
    one_line,
    person_name,
    several_lines,
)


AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
READERS = (one_line, several_lines, person_name)


def reading(read: Callable[[str], str], typed: str) -> str | None:
    """Return what a reader keeps; None where it refuses."""
    try:
        return read(typed)
    except Unreadable:
        return None


@given(text(), sampled_from(READERS))
def test_what_is_kept_is_composed_printable_and_read_the_same_again(
    typed: str, read: Callable[[str], str]
):
    kept = reading(read, typed)
    if kept is None:
        return
    assert unicodedata.is_normalized("NFC", kept)
    assert read(kept) == kept
    assert set(map(ord, kept)) - {ord("\n")} <= ALPHABET
    assert kept == kept.strip()


@given(characters(categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp"), exclude_characters="\t\n\r"))
def test_no_reader_keeps_an_invisible_sign(sign: str):
    assert all(sign not in (reading(read, f"Ada{sign}Martin") or "") for read in READERS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ștefan Țepeș", "Ștefan Țepeș"),
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        ("E\u0301lodie Le\u0301vy", "Élodie Lévy"),
        ("Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("Владимир Щербаков", "Владимир Щербаков"),
        ("Kaʻiulani O’Neill d'Arc", "Kaʻiulani O’Neill d'Arc"),
        (" Anne\u00a0-\u2009Marie\t Le  Goff ", "Anne - Marie Le Goff"),
        ("Ö", "Ö"),
        ("a" * 120, "a" * 120),
    ],
)
def test_names_of_europe_are_kept(typed: str, kept: str):
    assert person_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code_", "words"),
    [
        ("محمد", "letter", "“م” cannot be printed. Write it in Latin letters"),
        ("林", "letter", "as in the passport"),
        ("Ẹ\u0300kọ́", "letter", "“Ẹ\u0300” cannot be printed"),
        ("Ada 😀", "sign", "“😀” cannot be printed"),
        ("<b>Ada</b>", "markup", "< and >"),
        ("Ada\u202eadA", "invisible", "invisible"),
        ("Ada\u200b", "invisible", "invisible"),
        ("Ada\0", "invisible", "invisible"),
        ("Ada; Eve", "name_form", "identity card"),
        ("12", "name_form", "identity card"),
        ("a" * (LONGEST + 1), "long", "too long"),
    ],
)
def test_what_cannot_be_a_name_says_why(typed: str, code_: str, words: str):
    with pytest.raises(Unreadable, match=words) as refused:
        person_name(typed)
    assert refused.value.code == code_


def test_lines_stay_lines():
    assert several_lines(" One \r\n\r\n two\u00a0three\r") == "One\n\ntwo three"


@composite
def addresses(draw: Callable[..., str]) -> str:
    local = draw(text("abcXYZ019.+-_éß'", min_size=1, max_size=9))
    host = draw(text("abzéßюλ中-", min_size=1, max_size=9))
    return f"{local}@{host}.{draw(sampled_from(['fr', 'example', 'рф', 'FR']))}"


@given(addresses())
def test_every_address_that_is_kept_can_be_written_to(typed: str):
    kept = reading(email_address, typed)
    if kept is None:
        return
    assert email_address(kept) == kept
    letter = compose(Letter(key="k", to=kept, subject="x", text="x"), "V <o@v.example>", AT)
    assert str(letter["To"]) == kept
    assert kept.isascii()


def test_an_international_domain_is_written_in_ascii():
    assert email_address(" ada@société.fr ") == email_address("ada@xn--socit-esab.fr")
    old = Letter(key="k", to="ada@société.fr", subject="x", text="x")
    assert str(compose(old, "V <o@v.example>", AT)["To"]) == "ada@xn--socit-esab.fr"


def test_an_accent_before_the_at_is_said():
    with pytest.raises(Unreadable, match="before the @"):
        email_address("adélaïde@exemple.fr")


@given(dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_days_are_read_as_people_write_them(wanted: date):
    iso, french = wanted.isoformat(), f"{wanted:%d/%m/%Y}"
    short = f"{wanted.day}/{wanted.month}/{wanted.year}"
    pasted = (french.replace("/", mark) for mark in (".", "-", "\u2011", "\u00a0", "\u2013"))
    for typed in (iso, french, short, f" {french}\u200e", *pasted):
        assert day(typed) == wanted


@pytest.mark.parametrize(
    "typed", ["", "31/02/1990", "03.04/1980", "1/2/80", "0001-01-01", "9999-12-31", "٠٣/٠٤/١٩٨٠"]
)
def test_what_is_no_day_is_refused(typed: str):
    with pytest.raises(Unreadable):
        day(typed)


def test_codes_lose_what_came_along_when_they_were_pasted():
    assert code("\u202a06\u00a012\u201134\u202c ") == "06 12-34"
