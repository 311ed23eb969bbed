"""French registration plates and vehicle identification numbers: form only, never year or model.

Plates: SIV since 2009 (arrêté du 9 février 2009: AA-123-AA without I, O, U; series SS and, at the
left, WW and W garage reserved) and the older FNI series (1 to 4 figures, 1 to 3 letters,
department). VIN: ISO 3779; the maker comes from the world manufacturer identifier (ISO 3780).
European makers do not fill the check digit (ninth place, 49 CFR 565.15), so it is told, not judged.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tradein.errors import InvalidFactsError


SIV = re.compile(r"([A-HJ-NP-TV-Z]{2})(\d{3})([A-HJ-NP-TV-Z]{2})")
FNI = re.compile(r"(\d{1,4})([A-HJ-NP-TV-Z]{1,3})(2[AB]|0[1-9]|[1-8]\d|9[0-5]|97[1-6])")
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
MAX_TYPED = 40
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
CHECK = 8
REMAINDERS = "0123456789X"
LETTERS = "ABCDEFGH.JKLMN.P.R.STUVWXYZ"
ROW = 9
MAKERS = {
    "VF3": "peugeot",
    "VR3": "peugeot",
    "VF7": "citroen",
    "VR7": "citroen",
    "VR1": "ds",
    "VF1": "renault",
    "VF6": "renault",
    "VF2": "renault",
    "W0L": "opel",
    "W0V": "opel",
    "VXK": "opel",
    "UU1": "dacia",
    "WVW": "volkswagen",
    "WVG": "volkswagen",
    "WV1": "volkswagen",
    "WV2": "volkswagen",
    "WAU": "audi",
    "TRU": "audi",
    "WBA": "bmw",
    "WBS": "bmw",
    "WBY": "bmw",
    "WMW": "mini",
    "WDB": "mercedes-benz",
    "WDD": "mercedes-benz",
    "W1K": "mercedes-benz",
    "W1N": "mercedes-benz",
    "WF0": "ford",
    "ZFA": "fiat",
    "ZAR": "alfa-romeo",
    "ZLA": "lancia",
    "VSS": "seat",
    "TMB": "skoda",
    "VNK": "toyota",
    "SB1": "toyota",
    "SJN": "nissan",
    "YV1": "volvo",
    "TMA": "hyundai",
    "U5Y": "kia",
}


@dataclass(frozen=True)
class Plate:
    """A French plate as printed ("AB-123-CD", "1234 AB 75") and the system that issued it."""

    text: str
    system: Literal["siv", "fni"]


@dataclass(frozen=True)
class Vin:
    """A well-formed VIN and the brand slug its first three characters stand for, if we know it."""

    text: str
    maker: str | None

    @property
    def check_digit_agrees(self) -> bool:
        """Whether the ninth character is the check digit of the others; information only."""
        total = sum(_worth(character) * w for character, w in zip(self.text, WEIGHTS, strict=True))
        return self.text[CHECK] == REMAINDERS[total % len(REMAINDERS)]


def _worth(character: str) -> int:
    """A letter's number in the check digit's sum: A to I are 1 to 9, J to R again, S from 2."""
    if character.isdigit():
        return int(character)
    return LETTERS.index(character) % ROW + 1


def _compact(place: str, typed: str) -> str:
    if len(typed) > MAX_TYPED:
        raise InvalidFactsError(place, "too-long", f"is over {MAX_TYPED} characters")
    return re.sub(r"[\s.·-]+", "", typed.upper())


def read_plate(typed: str) -> Plate:
    """Read a plate as typed, with or without separators, in either case.

    Raises:
        InvalidFactsError: At "facts.plate", code "malformed" or "reserved".
    """
    text = _compact("facts.plate", typed)
    siv = SIV.fullmatch(text)
    if siv:
        if "SS" in (siv[1], siv[3]) or siv[1] == "WW" or siv[2] == "000":
            raise InvalidFactsError(
                "facts.plate", "reserved", f"{typed!r} is a series never issued to a car"
            )
        return Plate("-".join(siv.groups()), "siv")
    fni = FNI.fullmatch(text)
    if fni:
        return Plate(" ".join(fni.groups()), "fni")
    raise InvalidFactsError(
        "facts.plate", "malformed", f"{typed!r} is neither AA-123-AA nor 1234 AB 75"
    )


def read_vin(typed: str) -> Vin:
    """Read a VIN: 17 characters, never I, O or Q.

    Raises:
        InvalidFactsError: At "facts.vin", code "malformed".
    """
    text = _compact("facts.vin", typed)
    if not VIN.fullmatch(text):
        raise InvalidFactsError("facts.vin", "malformed", "must be 17 characters without I, O, Q")
    return Vin(text, MAKERS.get(text[:3]))
