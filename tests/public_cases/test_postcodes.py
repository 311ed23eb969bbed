"""Postcodes that led other people's buyers into a page without a way back."""

from collections.abc import Mapping

import pytest

from store.markets import Invalid, market


# typed: the first commune, None where it is refused at once; and what it did elsewhere
POSTCODES: Mapping[str, tuple[str | None, str]] = {
    "69002": ("69123", "the arrondissements share a commune with other codes"),
    "20000": ("2A004", "Corsica: a letter in the commune, read as a number"),
    "01000": ("01053", "a leading zero lost by a spreadsheet"),
    "97400": ("97411", "La Réunion: another VAT, other dealers"),
    "97133": (None, "Saint-Barthélemy sets its own taxes: dealers 4,000 km away, then 503"),
    "98800": (None, "New Caledonia registers by rules of its own"),
    "98000": (None, "Monaco: French post, no French registration"),
    "1000": (None, "four digits: Belgium, or a lost zero"),
    "00000": (None, "nowhere"),
    "٦٩٠٠٢": (None, "isdigit says yes"),
    "69002 ": ("69123", "pasted with a space"),
    "9" * 5_000: (None, "int refuses more than 4,300 digits"),
}


@pytest.mark.parametrize("typed", POSTCODES)
def test_a_postcode_leads_to_its_communes_or_is_refused_at_once(typed: str):
    insee, _elsewhere = POSTCODES[typed]
    if insee is None:
        with pytest.raises(Invalid):
            market("FR").places(typed)
    else:
        assert market("FR").places(typed)[0].insee == insee
