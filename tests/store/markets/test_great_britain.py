from datetime import date

import pytest
from hypothesis import given, strategies as st

from store.markets import Invalid, TaxedVehicle, UnknownLaw, all_tables, faults, market


GB = market("GB")


def car(co2: int | None, energy: str = "petrol") -> TaxedVehicle:
    return TaxedVehicle(co2_g=co2, mass_kg=None, fiscal_cv=None, energy=energy)


@pytest.mark.parametrize(
    ("grams", "before", "after"),
    [(0, 10, 10), (50, 110, 115), (51, 130, 135), (130, 440, 455), (255, 4680, 4850)],
)
def test_the_first_year_s_duty_changes_in_april(grams: int, before: int, after: int):
    old = GB.taxes_in_region(car(grams), "ENG", date(2026, 3, 31))
    new = GB.taxes_in_region(car(grams), "ENG", date(2026, 4, 1))
    assert (old.lines[0].cents, new.lines[0].cents) == (before * 100, after * 100)


def test_the_highest_band_has_no_end_and_an_electric_car_pays_the_least():
    on = date(2026, 6, 1)
    assert GB.taxes_in_region(car(256), "SCT", on).lines[0].cents == 569_000
    assert GB.taxes_in_region(car(None, "bev"), "SCT", on).total_cents == 1_000 + 5_500


def test_the_supplement_is_a_note_of_later_years():
    line = GB.taxes_in_region(car(None, "bev"), "ENG", date(2026, 6, 1)).lines[2]
    assert line.cents == 0
    assert dict(line.params) == {"year_cents": 44_000, "above_cents": 5_000_000}


@given(st.integers(0, 400))
def test_more_grams_are_never_cheaper(grams: int):
    on = date(2026, 6, 1)
    here, dirtier = (GB.taxes_in_region(car(g), "ENG", on) for g in (grams, grams + 1))
    assert here.total_cents <= dirtier.total_cents


@pytest.mark.parametrize("day", [date(2025, 3, 31), date(2027, 4, 1)])
def test_a_day_without_rates_blocks(day: date):
    with pytest.raises(UnknownLaw):
        GB.taxes_in_region(car(100), "ENG", day)


@pytest.mark.parametrize(
    ("co2", "region", "code"), [(None, "ENG", "co2_missing"), (1, "FRA", "region_unknown")]
)
def test_what_cannot_be_taxed_is_named(co2: int | None, region: str, code: str):
    with pytest.raises(Invalid) as caught:
        GB.taxes_in_region(car(co2), region, date(2026, 6, 1))
    assert caught.value.code == code


def test_the_tables_and_texts_have_neither_gap_nor_overlap():
    assert faults(all_tables(GB)) == ()
    assert GB.known_until() == date(2027, 3, 31)


def test_every_text_a_purchase_needs_exists_in_english():
    french = set(market("FR").legal_keys())
    advertising = {key for key in french if key.startswith("mobility_")}  # French law alone
    assert set(GB.legal_keys()) == french - advertising
    for key in GB.legal_keys():
        assert GB.legal(key, "en", date(2026, 12, 1)).text


def test_a_postcode_finds_its_town_and_nation():
    (found,) = GB.places("eh1 1yz")
    assert (found.postcode, found.commune, found.region_name) == (
        "EH1 1YZ",
        "Edinburgh",
        "Scotland",
    )
    assert GB.place("EH1 1YZ", "EH") == found


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        ("plate", "ab12cde", "AB12 CDE"),
        ("plate", "A123 BCD", "A123 BCD"),
        ("plate", "abc123d", "ABC 123D"),
        ("plate", "CIZ 1234", "CIZ 1234"),
        ("company", "1234567", "01234567"),
        ("company", "sc123456", "SC123456"),
        ("vat_number", "GB 980 7806 84", "GB980780684"),
        ("phone", "020 7946 0018", "+442079460018"),
        ("phone", "07700 900123", "+447700900123"),
        ("vin", "vr3upHNEKN1234567", "VR3UPHNEKN1234567"),
    ],
)
def test_a_number_is_kept_in_its_writing(kind: str, typed: str, written: str):
    assert getattr(GB, kind)(typed) == written


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("plate", "AA-123-AA", "plate_form"),
        ("plate", "IQ12 CDE", "plate_form"),
        ("company", "00000000", "company_form"),
        ("company", "ZZ123456", "company_form"),
        ("vat_number", "FR44732829320", "vat_form"),
        ("vat_number", "GB980780685", "vat_key"),
        ("phone", "12", "phone_form"),
        ("phone", "01000 000000", "phone_unknown"),
        ("places", "75001", "postcode_form"),
        ("places", "WX1 1AA", "postcode_unknown"),
    ],
)
def test_a_wrong_number_is_named(kind: str, typed: str, code: str):
    with pytest.raises(Invalid) as caught:
        getattr(GB, kind)(typed)
    assert caught.value.code == code


def test_bank_holidays_of_england_are_closed():
    days = {when for when, _ in GB.public_holidays(2026)}
    assert {date(2026, 5, 4), date(2026, 12, 28)} <= days
    assert GB.opening().periods(date(2026, 5, 4)) == ()
    assert GB.opening().periods(date(2026, 5, 5))
    assert date(2026, 7, 14) not in days
