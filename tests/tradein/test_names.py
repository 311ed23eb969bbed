"""One spelling for a car, however a country or a customer writes it."""

import pytest
from hypothesis import given, strategies as st

from tradein.cards import shown
from tradein.names import brand_slug, family, slug, words


@pytest.mark.parametrize(
    ("brand", "model", "expected"),
    [
        ("bmw", "320", "serie-3"),
        ("bmw", "seria-3", "serie-3"),
        ("bmw", "serie-3", "serie-3"),
        ("bmw", "x3", "x3"),
        ("mercedes-benz", "classe-a", "a"),
        ("mercedes-benz", "a-180", "a"),
        ("mercedes-benz", "classe-glc", "glc"),
        ("volkswagen", "golf-vii", "golf"),
        ("ds", "ds3-crossback", "ds3"),
        ("ds", "automobiles-ds-5", "ds5"),
        ("audi", "a5-sportback", "a5"),
        ("peugeot", "3008", "3008"),
    ],
)
def test_cousins_share_a_family(brand: str, model: str, expected: str) -> None:
    assert family(brand, model) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("VW", "volkswagen"), ("Citroën", "citroen"), ("Mercedes", "mercedes-benz"), ("DS", "ds")],
)
def test_a_brand_is_known_by_its_usual_names(typed: str, expected: str) -> None:
    assert brand_slug(typed) == expected


def test_a_version_is_its_words_each_once() -> None:
    assert words("1,2 PureTech GT-Line GT") == ("1.2", "puretech", "gt", "line")


@given(st.text(max_size=80))
def test_a_slug_is_plain_and_stays_itself(text: str) -> None:
    assert slug(slug(text)) == slug(text)
    assert slug(text).isascii()


def test_a_slug_is_shown_as_people_write_it() -> None:
    assert shown("c3-aircross") == "C3 Aircross"
    assert shown("t-roc") == "T-Roc"
    assert shown("serie-1") == "Série 1"
