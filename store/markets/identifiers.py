"""Numbers a person types: plate, VIN, SIREN, VAT number."""

import re
from dataclasses import dataclass
from typing import Literal, Self

from store.markets.errors import Invalid
from store.typed_text import code


SEPARATORS = re.compile(r"[\s.\-_·]+")
SIV_LETTER = "A-HJ-NP-TV-Z"  # neither I, O nor U
SIV = re.compile(rf"([{SIV_LETTER}]{{2}})([0-9]{{3}})([{SIV_LETTER}]{{2}})")
DEPARTMENT = "0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-46]"
FNI = re.compile(rf"([1-9][0-9]{{0,3}})([A-HJ-NP-Z]{{1,3}})({DEPARTMENT})")
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
SIREN = re.compile(r"[0-9]{9}")
VAT = re.compile(r"FR[0-9]{11}")
LONGEST = 64


def bare(text: str) -> str:
    """Return what was typed in capitals, without separators, cut where it is far too long."""
    return SEPARATORS.sub("", code(text[:LONGEST])).upper()


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
        typed = bare(text)
        if match := SIV.fullmatch(typed):
            left, digits, right = match.groups()
            if "SS" in {left, right} or left == "WW" or digits == "000":
                raise Invalid("plate_reserved", "This number is never given to a car for sale.")
            return cls(f"{left}-{digits}-{right}", "SIV")
        if match := FNI.fullmatch(typed):
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
        typed = bare(text)
        if not VIN.fullmatch(typed) or not typed[-4:].isdigit() or len(set(typed)) == 1:
            raise Invalid("vin_form", "A VIN has 17 letters and digits, without I, O and Q.")
        return cls(typed)

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
        typed = bare(text)
        if not SIREN.fullmatch(typed):
            raise Invalid("siren_form", "A SIREN has nine digits.")
        doubled = sum(sum(divmod(int(digit) * 2, 10)) for digit in typed[1::2])
        if typed == "000000000" or (doubled + sum(map(int, typed[::2]))) % 10:
            raise Invalid("siren_check", "This SIREN has a wrong digit.")
        return cls(typed)

    @property
    def vat_number(self) -> str:
        """The company's VAT number: FR, a key modulo 97, the SIREN."""
        return f"FR{(12 + 3 * (int(self.text) % 97)) % 97:02d}{self.text}"


def vat_number(text: str) -> str:
    """Return a French VAT number as FR and eleven digits.

    Raises:
        Invalid: ``vat_form``, ``vat_key`` or a SIREN's own codes.
    """
    typed = bare(text)
    if not VAT.fullmatch(typed):
        raise Invalid("vat_form", "A French VAT number is FR and eleven digits.")
    expected = Siren.parse(typed[4:]).vat_number
    if typed != expected:
        raise Invalid("vat_key", "The two digits after FR do not fit this SIREN.")
    return expected
