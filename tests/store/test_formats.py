"""Amounts and days as people read them, in French and English."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale

from store import formats


@pytest.fixture
def reading(app: Flask) -> Iterator[None]:
    """A page being shown to a French reader."""
    with app.test_request_context():
        yield


@pytest.mark.usefixtures("reading")
def test_an_amount_has_thin_spaces_a_comma_and_its_cents_in_french():
    assert formats.euros(2_815_000) == "28\u202f150,00\u00a0€"
    assert formats.euros(-84_200) == "\u2212\u202f842,00\u00a0€"
    assert formats.euros(0) == "0,00\u00a0€"


@pytest.mark.usefixtures("reading")
def test_cards_show_whole_euros_and_options_a_sign():
    assert formats.euros_round(2_815_049) == "28\u202f150\u00a0€"
    assert formats.signed_euros(69_000) == "+\u202f690\u00a0€"
    assert formats.signed_euros(-69_050) == "\u2212\u202f690,50\u00a0€"


@pytest.mark.usefixtures("reading")
def test_the_price_is_split_into_its_whole_and_its_small_part():
    assert formats.price_parts(2_970_476) == ("29\u202f704", ",76\u00a0€")


@pytest.mark.usefixtures("reading")
def test_a_rate_keeps_its_two_decimals():
    assert formats.percent(Decimal("4.9")) == "4,90\u00a0%"


def test_english_readers_get_english_forms(app: Flask):
    with app.test_request_context(), force_locale("en"):
        assert formats.euros(2_815_000) == "€28,150.00"
        assert formats.price_parts(2_970_476) == ("€29,704", ".76")
        assert formats.percent(Decimal("4.9")) == "4.90%"


@pytest.mark.usefixtures("reading")
def test_a_moment_is_shown_at_the_markets_time():
    assert formats.moment(datetime(2026, 11, 21, 17, 42, tzinfo=UTC)) == "21 nov., 18:42"
    assert formats.day_long(date(2027, 1, 26)) == "26 janvier 2027"


@pytest.mark.usefixtures("reading")
def test_a_telephone_number_is_written_as_it_is_dialled():
    assert formats.telephone("+33639981234") == "06 39 98 12 34"
    assert formats.telephone("+447700900123") == "+44 7700 900123"
    assert formats.telephone("01 99 00 10 21") == "01 99 00 10 21"


@pytest.mark.parametrize(
    ("kept", "french", "english"),
    [
        ("5.3 l/100 km", "5,3\u00a0l/100 km", "5.3\u00a0l/100 km"),
        ("16 kWh/100 km", "16\u00a0kWh/100 km", "16\u00a0kWh/100 km"),
        ("", "", ""),
        ("not yet measured", "not yet measured", "not yet measured"),
    ],
)
@pytest.mark.usefixtures("reading")
def test_a_consumption_has_the_decimal_mark_of_its_reader(kept: str, french: str, english: str):
    assert formats.measured(kept) == french
    with force_locale("en"):
        assert formats.measured(kept) == english
