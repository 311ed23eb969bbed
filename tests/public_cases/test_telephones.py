"""Numbers of the whole of France and abroad that other people's forms refused or kept wrongly."""

from collections.abc import Mapping

import pytest

from store.markets import Invalid, market


# typed: E.164, None where it is refused at once; and what it did elsewhere
NUMBERS: Mapping[str, tuple[str | None, str]] = {
    "06 12 34 56 78": ("+33612345678", "the usual one"),
    "0033 6 12 34 56 78": ("+33612345678", "dialled from abroad with 00"),
    "+33 (0)6 12 34 56 78": ("+33612345678", "the zero in brackets kept"),
    "07 56 12 34 56": ("+33756123456", "mobile numbers begin with 07 too"),
    "0692 12 34 56": ("+262692123456", "La Réunion: refused, or taken for +33"),
    "0690 33 59 41": ("+590690335941", "Guadeloupe, Saint-Martin, Saint-Barthélemy"),
    "0696 20 00 24": ("+596696200024", "Martinique"),
    "0694 20 12 34": ("+594694201234", "Guyane"),
    "0639 01 23 45": ("+262639012345", "Mayotte shares +262"),
    "+32 470 12 34 56": ("+32470123456", "a Belgian who works in Lille"),
    "06\u201112\u201134\u201156\u201178": ("+33612345678", "hard hyphens of a PDF"),
    "\u202a0612345678\u202c": ("+33612345678", "direction marks from the contacts of Windows"),
    "٠٦١٢٣٤٥٦٧٨": (None, "digits int() reads and no exchange does"),
    "06 12 34 56": (None, "eight digits: the plan of before 1996"),
    "0612345678 ou 0712345678": (None, "two numbers in one field"),
    "36 99": (None, "a short code nobody can be called at"),
    "+33 8 99 12 34 56": (None, "a premium rate charged to the dealer who calls"),
    "9" * 500: (None, "a parser that tries every split"),
}


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_number_that_can_be_called_is_kept_and_no_other(typed: str):
    kept, _elsewhere = NUMBERS[typed]
    if kept is None:
        with pytest.raises(Invalid):
            market("FR").phone(typed)
    else:
        assert market("FR").phone(typed) == kept
