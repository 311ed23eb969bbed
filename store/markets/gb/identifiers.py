"""Numbers a British buyer types: plate, company, VAT number, telephone."""

import re

from store.markets import telephones
from store.markets.errors import Invalid
from store.markets.identifiers import bare


LETTER = "A-HJ-PR-Z"  # neither I nor Q
PLATES = {
    "current": re.compile(rf"([A-HJ-PR-Y]{{2}}[0-9]{{2}})([{LETTER}]{{3}})"),
    "prefix": re.compile(r"([A-HJ-NPR-TV-Y][1-9][0-9]{0,2})([A-HJ-PR-Z]{3})"),
    "suffix": re.compile(r"([A-Z]{3})([1-9][0-9]{0,2}[A-HJ-NPR-TV-Y])"),
    "northern_ireland": re.compile(r"([A-Z]{0,2}(?:I[A-Z]|[A-Z]Z))([1-9][0-9]{0,3})"),
}
COMPANY = re.compile(r"[0-9]{8}|(?:SC|NI|OC|SO|NC|LP|SL|NL)[0-9]{6}")
VAT = re.compile(r"(?:GB|XI)?([0-9]{9})(?:[0-9]{3})?")
WEIGHTS = (8, 7, 6, 5, 4, 3, 2)
MODULUS, LATER = 97, 55


def plate(text: str) -> str:
    """Return a registration number in its writing (AB12 CDE); raises Invalid ``plate_form``."""
    for form in PLATES.values():
        if match := form.fullmatch(bare(text)):
            return " ".join(match.groups())
    raise Invalid("plate_form", "Write the plate as AB12 CDE, or as A123 BCD if it is old.")


def company(text: str) -> str:
    """Return a number of Companies House, zeros in front; raises Invalid ``company_form``."""
    typed = bare(text)
    whole = typed.zfill(8) if typed.isdigit() else typed
    if not COMPANY.fullmatch(whole) or whole == "00000000":
        raise Invalid(
            "company_form", "A company number has eight characters, for example 01234567."
        )
    return whole


def vat_number(text: str) -> str:
    """Return a VAT number as GB and its digits.

    The last two of nine digits complete a weighted sum to a multiple of 97, or, for numbers
    given since 2010, to one less 55.

    Raises:
        Invalid: ``vat_form`` or ``vat_key``.
    """
    typed = bare(text)
    match = VAT.fullmatch(typed)
    if not match:
        raise Invalid("vat_form", "A British VAT number is GB and nine digits.")
    digits = match[1]
    total = sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=False)) + int(digits[7:])
    if digits == "000000000" or total % MODULUS not in {0, MODULUS - LATER}:
        raise Invalid("vat_key", "This VAT number has a wrong digit.")
    return typed if typed[:2].isalpha() else f"GB{typed}"


def phone(text: str) -> str:
    """Return a telephone number in E.164; raises Invalid ``phone_form`` or ``phone_unknown``."""
    try:
        return telephones.phone(text, "GB")
    except Invalid as wrong:
        if wrong.code != "phone_form":
            raise
        raise Invalid(
            "phone_form", "Write a telephone number, for example 020 7946 0018."
        ) from wrong
