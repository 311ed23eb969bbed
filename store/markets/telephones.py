"""Telephone numbers: as typed, as kept (E.164), as dialled."""

import re
from collections.abc import Mapping

import phonenumbers

from store.markets.errors import Invalid
from store.markets.identifiers import LONGEST
from store.typed_text import code


# Numbers the regulators keep for films (ARCEP, decision 2018-0881; Ofcom): no operator has them.
FICTION = ("+3363998", "+447700900")
# Dialled as at home within the whole of France (ARCEP, decision 2018-0881, annex 1): Guadeloupe,
# Saint-Martin and Saint-Barthélemy share +590, La Réunion and Mayotte +262. Parts of these ranges
# read as mainland numbers too, so the range decides before the library is asked.
OVERSEAS: Mapping[str, str] = {
    **dict.fromkeys(("0590", "0690", "0691"), "GP"),
    **dict.fromkeys(("0262", "0263", "0692", "0693"), "RE"),
    **dict.fromkeys(("0269", "0639"), "YT"),
    **dict.fromkeys(("0596", "0696", "0697"), "MQ"),
    **dict.fromkeys(("0594", "0694"), "GF"),
    "0508": "PM",
}
NUMBER = re.compile(r"[+0-9(][0-9 ().,/\-]*")


def phone(text: str, region: str = "FR") -> str:
    """Return a telephone number in E.164 (+33612345678).

    A number typed as at home is looked for in the plan of the region, then in those of its
    overseas territories: 0692 12 34 56 is +262 692 12 34 56.

    Raises:
        Invalid: ``phone_form`` (not a number), ``phone_unknown`` (no such range) or
            ``phone_premium``: whoever calls or writes there pays the one who is reached.
    """
    typed = code(text[:LONGEST])
    if not NUMBER.fullmatch(typed):
        raise _no_number()
    try:
        numbers = [phonenumbers.parse(typed, one) for one in _regions(typed, region)]
    except phonenumbers.NumberParseException as error:
        raise _no_number() from error
    number = next(filter(phonenumbers.is_valid_number, numbers), numbers[0])
    if not phonenumbers.is_possible_number(number):
        raise _no_number()
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number) and not written.startswith(FICTION):
        raise Invalid("phone_unknown", "This telephone number does not exist.")
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        raise Invalid("phone_premium", "Calls to this number cost extra. Write another one.")
    return written


def _no_number() -> Invalid:
    return Invalid("phone_form", "Write a telephone number, for example 06 12 34 56 78.")


def _regions(typed: str, region: str) -> tuple[str, ...]:
    """Return the plans a number is looked for in, the likeliest first."""
    digits = "".join(filter(str.isdigit, typed))
    if region != "FR" or not digits.startswith("0") or f"+33{digits[1:]}".startswith(FICTION):
        return (region,)
    known = OVERSEAS.get(digits[:4])
    return (known,) if known else (region, *dict.fromkeys(OVERSEAS.values()))


def dialled(written: str, language: str) -> str:
    """Return a number kept as E.164 as its readers dial it: 06 39 98 12 34, or +44 7700 900123.

    A number that is not in E.164 is already written for people and comes back as it is.
    """
    if not written.startswith("+"):
        return written
    number = phonenumbers.parse(written)
    at_home = phonenumbers.region_code_for_number(number) == "FR" and language == "fr"
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)
