"""Plates and VINs as people type them."""

import pytest

from tradein import InvalidFactsError, read_plate, read_vin


@pytest.mark.parametrize(
    ("typed", "text", "system"),
    [
        ("ab123cd", "AB-123-CD", "siv"),
        ("AB-123-CD", "AB-123-CD", "siv"),
        (" 1234 ab 75 ", "1234 AB 75", "fni"),
        ("12 ABC 2A", "12 ABC 2A", "fni"),
        ("123 AB 974", "123 AB 974", "fni"),
    ],
)
def test_a_plate_is_read_however_it_is_spaced(typed: str, text: str, system: str) -> None:
    plate = read_plate(typed)
    assert (plate.text, plate.system) == (text, system)


@pytest.mark.parametrize("typed", ["", "AI-123-CD", "AB-12-CD", "1234 AB 99", "A" * 500, "é-123-é"])
def test_what_is_no_french_plate_is_refused(typed: str) -> None:
    with pytest.raises(InvalidFactsError):
        read_plate(typed)


@pytest.mark.parametrize("typed", ["SS-123-AB", "AB-123-SS", "WW-123-AB", "AB-000-CD"])
def test_a_reserved_series_is_refused(typed: str) -> None:
    with pytest.raises(InvalidFactsError) as caught:
        read_plate(typed)
    assert caught.value.code == "reserved"


def test_a_vin_names_its_maker() -> None:
    assert read_vin("vf3cchmz6 ft123456").maker == "peugeot"
    assert read_vin("VR1ABCDEF12345678").maker == "ds"
    assert read_vin("ZZZABCDEF12345678").maker is None


@pytest.mark.parametrize(
    ("start", "maker"),
    [
        ("VF3", "peugeot"),
        ("VR3", "peugeot"),
        ("VF7", "citroen"),
        ("VR7", "citroen"),
        ("VR1", "ds"),
        ("W0L", "opel"),
        ("VF1", "renault"),
    ],
)
def test_the_makers_of_the_market_are_known(start: str, maker: str) -> None:
    assert read_vin(f"{start}ABCDEF12345678").maker == maker


@pytest.mark.parametrize(
    ("text", "agrees"),
    [("1M8GDM9AXKP042788", True), ("1" * 17, True), ("VF3CCHMZ6FT123456", False)],
)
def test_the_check_digit_is_told_and_never_judged(text: str, *, agrees: bool) -> None:
    assert read_vin(text).check_digit_agrees is agrees
