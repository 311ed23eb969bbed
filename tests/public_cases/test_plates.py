"""Plates that other people's forms refused although they drive, or took although they cannot."""

from collections.abc import Mapping

import pytest

from store.markets import Invalid, market


# typed: the plate, None where it is refused at once; and what it did elsewhere
PLATES: Mapping[str, tuple[str | None, str]] = {
    "EK-482-VN": ("EK-482-VN", "the usual one"),
    "ek482vn": ("EK-482-VN", "typed on a phone"),
    "EK–482–VN": ("EK-482-VN", "an en dash, put in by a word processor"),
    "EK\u2011482\u2011VN": ("EK-482-VN", "hard hyphens of a PDF"),
    "EK\u00a0482\u202fVN": ("EK-482-VN", "hard spaces"),
    "1234 AB 69": ("1234 AB 69", "the plan of before 2009, still on the road"),
    "12 ABC 2A": ("12 ABC 2A", "Corsica: a letter in the department"),
    "77 AB 974": ("77 AB 974", "La Réunion: three digits"),
    "AI-123-BB": (None, "I, O and U are not given: mistaken for 1, 0 and V"),
    "SS-123-AA": (None, "SS is not given"),
    "WW-123-AA": (None, "a provisional plate"),
    "AA-000-AA": (None, "numbers begin at 001"),
    "1234 AB 99": (None, "no department"),
    "ЕК-482-VN": (None, "Cyrillic letters that look the same"),
    "x" * 10_000: (None, "a regular expression that tries every way"),
}


@pytest.mark.parametrize("typed", PLATES)
def test_a_plate_that_drives_is_kept_in_one_spelling_and_no_other(typed: str):
    kept, _elsewhere = PLATES[typed]
    if kept is None:
        with pytest.raises(Invalid):
            market("FR").plate(typed)
    else:
        assert market("FR").plate(typed) == kept
