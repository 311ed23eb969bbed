"""One strict reader for text that people type and that is kept, mailed, printed and signed.

What it lets through, every later step can use: the document and signature fonts draw every sign
of `ALPHABET` (`store.gateways.typefaces` cuts them to it), and one spelling is kept of each text:
composed (Unicode NFC, UAX #15), with single ordinary spaces. Pure and bounded: linear in the
text, which is refused unread beyond `LONGEST`.
"""

import re
import unicodedata
from datetime import date
from itertools import pairwise

import email_validator


LONGEST = 5_000
LONGEST_CODE = 64
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""General categories (UAX #44) of controls, direction marks and joiners, private and line signs."""
MARKS = frozenset({"Mn", "Mc", "Me"})
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),  # Latin with its European extensions
    (0x2B0, 0x2FF),  # modifier letters, the ʻokina among them
    (0x370, 0x3E1),  # Greek
    (0x3F0, 0x52F),  # Greek, Cyrillic
    (0x1E00, 0x1FFF),  # Vietnamese, polytonic Greek
    (0x2000, 0x20BF),  # punctuation, superscripts, currencies
    (0x2100, 0x214F),  # №, ℓ
    (0x2C60, 0x2C7F),
    (0xA720, 0xA7CA),
    *((sign, sign) for sign in (0x2190, 0x2192, 0x2212, 0x2264, 0x2265)),
)
ALPHABET = frozenset(
    code
    for first, last in RANGES
    for code in range(first, last + 1)
    if unicodedata.category(chr(code)) not in INVISIBLE | MARKS | {"Cn"}
)
"""Code points that are drawn on every document and in every signature."""
MARKUP = frozenset("<>")
NAME_SIGNS = frozenset(" '’‘´`-‐‑–.,·/()&0123456789")
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"
ALIKE = str.maketrans(dict.fromkeys(DASHES, "-"))
FIRST_YEAR, LAST_YEAR = 1900, 2100
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./ -])([0-9]{1,2})\2([0-9]{4})")
_SPACES = re.compile(r"\s+")
_LINES = re.compile(r"\r\n?")
_AROUND = re.compile(r"[^\S\n]+")


class Unreadable(ValueError):
    """A text that a later step could not use.

    Attributes:
        code: Stable machine name: ``long``, ``invisible``, ``markup``, ``letter``, ``sign``,
            ``name_form``, ``email_form``, ``email_accent``, ``day_form``, ``day_year``.
        sentence: English msgid for gettext, with the places named in `values`.
        values: What goes into the sentence: ``sign``, the first one refused.
    """

    def __init__(self, code: str, sentence: str, **values: str) -> None:
        super().__init__(sentence % values if values else sentence)
        self.code, self.sentence, self.values = code, sentence, values


def one_line(text: str) -> str:
    """Return a text as it is kept: composed, spaces of any kind folded into one.

    Raises:
        Unreadable: ``long``, or a sign that cannot be printed: ``invisible``, ``markup``,
            ``letter`` (of a script the fonts do not have), ``sign`` (an emoji).
    """
    _refuse_long(text)
    folded = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    _refuse_signs(folded)
    return folded


def several_lines(text: str) -> str:
    """Return a text of several lines as it is kept; raises as `one_line`."""
    _refuse_long(text)
    lines = _LINES.sub("\n", unicodedata.normalize("NFC", text)).split("\n")
    folded = "\n".join(_AROUND.sub(" ", line).strip() for line in lines).strip()
    _refuse_signs(folded.replace("\n", " "))
    return folded


def person_name(text: str) -> str:
    """Return a person's name: letters, with the hyphens, apostrophes and dots names have.

    Raises:
        Unreadable: as `one_line`, or ``name_form``; an empty text is none of both.
    """
    name = one_line(text)
    strange = next((one for one in name if not one.isalpha() and one not in NAME_SIGNS), None)
    if strange or (name and not any(one.isalpha() for one in name)):
        raise Unreadable("name_form", "Write the name as on your identity card.")
    return name


def email_address(text: str) -> str:
    """Return an e-mail address as letters are addressed: ASCII, an IDN domain as xn--… (RFC 5890).

    Nothing is asked of the network.

    Raises:
        Unreadable: ``email_form``, or ``email_accent``: a local part that needs SMTPUTF8
            (RFC 6531), which many mail servers do not take.
    """
    address = text.strip()
    if not address[:LONGEST].rpartition("@")[0].isascii():
        raise Unreadable("email_accent", "The part before the @ has an accent or a special sign.")
    try:
        found = email_validator.validate_email(
            address[:LONGEST], check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except email_validator.EmailNotValidError as error:
        raise Unreadable("email_form", "Check the address, for example name@example.fr.") from error
    return found.ascii_email or found.normalized


def carried(address: str) -> str:
    """Return a kept address as letters are addressed; one in ASCII is what it was.

    Raises:
        Unreadable: as `email_address`.
    """
    return address if address.isascii() else email_address(address)


def code(text: str) -> str:
    """Return a number or code as pasted from elsewhere: plain hyphens and spaces, nothing hidden.

    Direction marks come along with telephone numbers from address books, U+2011 with plates from
    documents. A text that is far too long is cut.
    """
    kept = (one for one in text[:LONGEST] if unicodedata.category(one) != "Cf")
    return _SPACES.sub(" ", "".join(kept).translate(ALIKE)).strip()


def day(text: str) -> date:
    """Return a day typed as 2026-11-24, or day first: 24/11/2026, 24.11.2026, 24 11 2026.

    Raises:
        Unreadable: ``day_form``, or ``day_year``: before 1900 or after 2100.
    """
    typed = code(text[:LONGEST_CODE])
    if match := _ISO.fullmatch(typed):
        year, month, number = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(typed):
        number, month, year = int(match[1]), int(match[3]), int(match[4])
    else:
        raise Unreadable("day_form", "Write a day, for example 24/11/2026.")
    try:
        found = date(year, month, number)
    except ValueError as error:
        raise Unreadable("day_form", "This is no day of the calendar.") from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable("day_year", "Check the year.")
    return found


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST:
        raise Unreadable("long", "This is too long.")


def _refuse_signs(text: str) -> None:
    for before, sign in pairwise(f" {text}"):
        if sign in MARKUP:
            raise Unreadable("markup", "Leave out the signs < and >.")
        if ord(sign) in ALPHABET:
            continue
        kind = unicodedata.category(sign)
        if kind in INVISIBLE:
            raise Unreadable("invisible", "An invisible sign is in it. Please type it by hand.")
        if kind[0] == "L" or kind in MARKS:
            raise Unreadable(
                "letter",
                "“%(sign)s” cannot be printed. Write it in Latin letters, as in the passport.",
                sign=f"{before}{sign}" if kind in MARKS else sign,
            )
        raise Unreadable("sign", "“%(sign)s” cannot be printed. Leave it out.", sign=sign)
