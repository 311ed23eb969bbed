import pytest
from hypothesis import given, strategies as st

from store.markets import Invalid
from store.markets.identifiers import Plate, Siren, Vin, vat_number
from store.markets.telephones import phone


@pytest.mark.parametrize(
    ("typed", "text", "system"),
    [
        ("aa123bb", "AA-123-BB", "SIV"),
        (" AB-345 cd ", "AB-345-CD", "SIV"),
        ("1234 ab 69", "1234 AB 69", "FNI"),
        ("12-abc-2A", "12 ABC 2A", "FNI"),
        ("77 ab 974", "77 AB 974", "FNI"),
        ("EK–482–VN", "EK-482-VN", "SIV"),
        ("\u200eEK\u2011482\u2011VN", "EK-482-VN", "SIV"),
        ("EK\u00a0482\u202fVN", "EK-482-VN", "SIV"),
    ],
)
def test_a_plate_is_read_however_it_is_typed(typed: str, text: str, system: str):
    plate = Plate.parse(typed)
    assert (plate.text, plate.system) == (text, system)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("AI-123-BB", "plate_form"),
        ("AA-123-OB", "plate_form"),
        ("UA-123-BB", "plate_form"),
        ("SS-123-AA", "plate_reserved"),
        ("AA-123-SS", "plate_reserved"),
        ("WW-123-AA", "plate_reserved"),
        ("AA-000-AA", "plate_reserved"),
        ("1234 AB 00", "plate_form"),
        ("1234 AB 99", "plate_form"),
        ("", "plate_form"),
        ("x" * 10_000, "plate_form"),
        ("<script>", "plate_form"),
    ],
)
def test_a_wrong_plate_is_refused(typed: str, code: str):
    with pytest.raises(Invalid) as caught:
        Plate.parse(typed)
    assert caught.value.code == code


@given(st.text(max_size=40))
def test_any_text_is_a_plate_that_reads_back_or_is_refused(typed: str):
    try:
        plate = Plate.parse(typed)
    except Invalid:
        return
    assert Plate.parse(plate.text) == plate


def test_a_vin_is_normalised_and_knows_its_maker():
    vin = Vin.parse("vr3 uphnkxl t012345")
    assert vin.text == "VR3UPHNKXLT012345"
    assert vin.maker == "VR3"


@pytest.mark.parametrize("typed", ["VR3UPHNKXLT01234", "VR3IPHNKXLT012345", "1" * 17, "", "A" * 17])
def test_a_wrong_vin_is_refused(typed: str):
    with pytest.raises(Invalid, match="VIN"):
        Vin.parse(typed)


def test_a_siren_gives_its_vat_number():
    assert Siren.parse("732 829 320").vat_number == "FR44732829320"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("732829321", "siren_check"), ("000000000", "siren_check"), ("12", "siren_form")],
)
def test_a_wrong_siren_is_refused(typed: str, code: str):
    with pytest.raises(Invalid) as caught:
        Siren.parse(typed)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("+44 20 7946 0958", "+442079460958"),
        ("06 39 98 12 34", "+33639981234"),
        ("0692 12 34 56", "+262692123456"),
        ("06 90 33 59 41", "+590690335941"),
        ("0262 20 12 34", "+262262201234"),
        ("0639 01 23 45", "+262639012345"),
        ("0694 20 12 34", "+594694201234"),
        ("0696 20 00 24", "+596696200024"),
        ("0596-50-00-24", "+596596500024"),
        ("+262 692 12 34 56", "+262692123456"),
        ("(06) 12.34\u00a056\u202f78", "+33612345678"),
        ("+33 (0)6\u201112\u201334\u201456 78", "+33612345678"),
        ("\u202a06 12 34 56 78\u202c", "+33612345678"),
    ],
)
def test_a_phone_number_becomes_e164(typed: str, text: str):
    assert phone(typed) == text


@pytest.mark.parametrize(
    "typed", ["", "12", "abc", "06 12 34 56", "9" * 500, "0800 FLEURS", "06\0 12 34 56 78"]
)
def test_a_wrong_phone_number_is_refused(typed: str):
    with pytest.raises(Invalid):
        phone(typed)


def test_a_vat_number_fits_its_siren():
    assert vat_number("fr 44 732 829 320") == "FR44732829320"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("732829320", "vat_form"), ("FR45732829320", "vat_key"), ("FR44732829321", "siren_check")],
)
def test_a_wrong_vat_number_is_named(typed: str, code: str):
    with pytest.raises(Invalid) as caught:
        vat_number(typed)
    assert caught.value.code == code
