"""Numbers a person types: plate, VIN, SIREN, telephone."""

import re
from dataclasses import dataclass
from typing import Literal, Self

import phonenumbers

from store.markets.errors import Invalid


SEPARATORS = re.compile(r"[\s.\-_·]+")
SIV_LETTER = "A-HJ-NP-TV-Z"  # neither I, O nor U
SIV = re.compile(rf"([{SIV_LETTER}]{{2}})([0-9]{{3}})([{SIV_LETTER}]{{2}})")
DEPARTMENT = "0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-46]"
FNI = re.compile(rf"([1-9][0-9]{{0,3}})([A-HJ-NP-Z]{{1,3}})({DEPARTMENT})")
# Numbers the regulator (ARCEP, decision 2018-0881) keeps for films: no operator has them.
FICTION = "+3363998"
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
SIREN = re.compile(r"[0-9]{9}")
LONGEST = 64


def _bare(text: str) -> str:
    return SEPARATORS.sub("", text[:LONGEST]).upper()


@dataclass(frozen=True, slots=True)
class Plate:
    """A French registration number in its official writing."""

    text: str
    system: Literal["SIV", "FNI"]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a plate typed with or without separators.

        SIV (since 2009): AA-123-AA without I, O, U, never SS, never WW in front, never 000.
        FNI (until 2009): 1234 AB 69, the department in the end.

        Raises:
            Invalid: ``plate_form`` or ``plate_reserved``.
        """
        bare = _bare(text)
        if match := SIV.fullmatch(bare):
            left, digits, right = match.groups()
            if "SS" in {left, right} or left == "WW" or digits == "000":
                raise Invalid("plate_reserved", "This number is never given to a car for sale.")
            return cls(f"{left}-{digits}-{right}", "SIV")
        if match := FNI.fullmatch(bare):
            return cls(" ".join(match.groups()), "FNI")
        raise Invalid("plate_form", "Write the plate as AA-123-AA, or as 1234 AB 69 if it is old.")


@dataclass(frozen=True, slots=True)
class Vin:
    """A vehicle identification number (ISO 3779), 17 characters without I, O, Q.

    European makers do not fill the North American check digit, so it is not checked.
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a VIN; raises Invalid ``vin_form``."""
        bare = _bare(text)
        if not VIN.fullmatch(bare) or not bare[-4:].isdigit() or len(set(bare)) == 1:
            raise Invalid("vin_form", "A VIN has 17 letters and digits, without I, O and Q.")
        return cls(bare)

    @property
    def maker(self) -> str:
        """World manufacturer identifier, the first three characters."""
        return self.text[:3]


@dataclass(frozen=True, slots=True)
class Siren:
    """The nine digits of a French company (INSEE), with its Luhn check."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a SIREN; raises Invalid ``siren_form`` or ``siren_check``."""
        bare = _bare(text)
        if not SIREN.fullmatch(bare):
            raise Invalid("siren_form", "A SIREN has nine digits.")
        doubled = sum(sum(divmod(int(digit) * 2, 10)) for digit in bare[1::2])
        if bare == "000000000" or (doubled + sum(map(int, bare[::2]))) % 10:
            raise Invalid("siren_check", "This SIREN has a wrong digit.")
        return cls(bare)

    @property
    def vat_number(self) -> str:
        """The company's VAT number: FR, a key modulo 97, the SIREN."""
        return f"FR{(12 + 3 * (int(self.text) % 97)) % 97:02d}{self.text}"


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
