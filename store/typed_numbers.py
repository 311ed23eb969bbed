"""Numbers and amounts as people type them; the only place that reads them.

A text is bounded before it is parsed: what is longer than any number a person types is refused by
its length, so no text costs more than a glance. Digits are 0 to 9; decimal mark and thousands
separator are those of the reader's language (Unicode CLDR, by Babel), and a separator stands
between groups of three. What could be read in two ways is refused, never guessed: "12,500" in
French has three decimals, "12,50" in English has no group of three.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn

from babel.numbers import get_decimal_symbol, get_group_symbol


LONGEST = 32
MOST_DIGITS = 12
CENT_DIGITS = 2
UNITS = re.compile(r"^(?:€ ?)?(.*?)(?: ?(?:€|eur|euros?|km|%))?$", re.IGNORECASE | re.DOTALL)
SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
PLAIN = re.compile(rf"(-?[0-9]{{1,{MOST_DIGITS}}})(?:\.([0-9]{{1,6}}))?")


class NotANumberError(ValueError):
    """A text that is no number, or could be two."""


def read_whole(text: str, language: str) -> int:
    """Return a whole number typed by a person: "74 200", "74,200" in English, "74 200 km".

    Raises:
        NotANumberError: it is none in this language.
    """
    whole, decimals = _parts(text, language)
    if decimals:
        _none()
    return int(whole)


def read_cents(text: str, language: str) -> int:
    """Return an amount in cents, typed in euros or pounds: "12 500,50", "12,500.50" in English.

    Raises:
        NotANumberError: it is none in this language, or has more than two decimals.
    """
    whole, decimals = _parts(text, language)
    if len(decimals) > CENT_DIGITS:
        _none()
    return int(whole + decimals.ljust(CENT_DIGITS, "0"))


def read_decimal(text: str, language: str, places: int) -> Decimal:
    """Return a number of at most so many decimals: "4,5" in French, "4.5" in English.

    Raises:
        NotANumberError: it is none in this language.
    """
    whole, decimals = _parts(text, language)
    if len(decimals) > places:
        _none()
    return Decimal(f"{whole}.{decimals or 0}")


def read_plain(text: str) -> Decimal:
    """Return a number as machines write it, without separators or exponent: "-12.5".

    Raises:
        NotANumberError: it is none.
    """
    if len(text) > LONGEST or not PLAIN.fullmatch(text):
        _none()
    return Decimal(text)


def read_count(text: str | None, most: int, otherwise: int = 0) -> int:
    """Return a number of an address or a button, at most `most`; else `otherwise`."""
    known = text is not None and len(text) <= len(str(most)) and text.isascii()
    return min(int(text), most) if known and text and text.isdecimal() else otherwise


def read_choice(value: object) -> int:
    """Return the number of an entry of a list, kept or sent; raises ValueError for no such text."""
    if isinstance(value, int):
        return value
    chosen = read_count(str(value), 10**MOST_DIGITS, -1)
    if chosen < 0:
        _none()
    return chosen


def write_cents(cents: int, language: str) -> str:
    """Return an amount as `read_cents` reads it, for a field that shows it again: "1500,50"."""
    euros, rest = divmod(cents, 100)
    return f"{euros}{get_decimal_symbol(language)}{rest:02d}" if rest else str(euros)


def _parts(text: str, language: str) -> tuple[str, str]:
    """Split a typed number into the digits before its decimal mark and after it."""
    if len(text) > LONGEST:
        _none()
    bare = UNITS.sub(r"\1", text.translate(SPACES).strip())
    fits = _grammar(language).fullmatch(bare)
    if fits is None:
        _none()
    whole = re.sub(r"[^0-9]", "", fits["whole"])
    if len(whole) > MOST_DIGITS:
        _none()
    return whole, fits["decimals"] or fits["cents"] or ""


@lru_cache(maxsize=8)
def _grammar(language: str) -> re.Pattern[str]:
    """Return the numbers of a language.

    A point before one or two last digits is a decimal mark wherever it cannot be a separator:
    number pads have no comma.
    """
    mark, group = get_decimal_symbol(language), get_group_symbol(language).translate(SPACES)
    apart = "|".join(re.escape(sign) for sign in dict.fromkeys((group, " ", "")))
    whole = (
        rf"(?P<whole>[0-9]{{1,3}}(?:(?P<apart>{apart})[0-9]{{3}}(?:(?P=apart)[0-9]{{3}})*)?|[0-9]+)"
    )
    point = r"|\.(?P<cents>[0-9]{1,2})" if "." not in {mark, group} else r"|(?P<cents>(?!))"
    return re.compile(rf"{whole}(?:{re.escape(mark)}(?P<decimals>[0-9]{{1,6}}){point})?")


def _none() -> NoReturn:
    raise NotANumberError("this text is no number")
