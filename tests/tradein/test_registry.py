"""A register answers one car, several, none, or nothing at all; it never stops the customer."""

import pytest

from tradein import Entry, InvalidFactsError, LocalRegister, read_identity, read_plate


CLIO, ESTATE = Entry(brand="Renault", model="Clio"), Entry(brand="Renault", model="Clio Estate")
REGISTER = LocalRegister({"AB-123-CD": [CLIO], "AB-124-CD": [CLIO, ESTATE]})


@pytest.mark.parametrize(
    ("typed", "kind", "count"),
    [("ab123cd", "one", 1), ("AB 124 CD", "several", 2), ("ZZ-999-ZZ", "not_found", 0)],
)
def test_a_plate_is_looked_up(typed: str, kind: str, count: int) -> None:
    answer = REGISTER.lookup(read_plate(typed))
    assert (answer.kind, len(answer.entries)) == (kind, count)


def test_a_register_that_is_down_says_so() -> None:
    answer = LocalRegister({"AB-123-CD": [CLIO]}, open=False).lookup(read_plate("AB-123-CD"))
    assert (answer.kind, answer.entries) == ("unavailable", ())


def test_a_vin_is_told_from_a_plate() -> None:
    assert read_identity("VF3CCHMZ6FT123456").text == "VF3CCHMZ6FT123456"
    assert read_identity("ab-123-cd").text == "AB-123-CD"
    with pytest.raises(InvalidFactsError):
        read_identity("nothing of the kind")
