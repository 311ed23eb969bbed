"""Telephone numbers: as typed, as kept (E.164), as dialled."""

import phonenumbers

from store.markets.errors import Invalid
from store.markets.identifiers import LONGEST


# Numbers the regulators keep for films (ARCEP, decision 2018-0881; Ofcom): no operator has them.
FICTION = ("+3363998", "+447700900")


def phone(text: str, region: str = "FR") -> str:
    """Return a telephone number in E.164 (+33612345678).

    Raises:
        Invalid: ``phone_form`` (not a number) or ``phone_unknown`` (no such range).
    """
    try:
        number = phonenumbers.parse(text[:LONGEST], region)
    except phonenumbers.NumberParseException as error:
        raise Invalid(
            "phone_form", "Write a telephone number, for example 06 12 34 56 78."
        ) from error
    if not phonenumbers.is_possible_number(number):
        raise Invalid("phone_form", "Write a telephone number, for example 06 12 34 56 78.")
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number) and not written.startswith(FICTION):
        raise Invalid("phone_unknown", "This telephone number does not exist.")
    return written


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
