"""A saved configuration as a short code a person can copy.

Base 32 without I, L, O and U (Crockford's alphabet) over: three bytes of checksum, five of the
catalogue's hash, then for each decision twice the option's number in the catalogue, plus one
where it is wanted, seven bits a byte.
"""

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from configurator.catalogue import Catalogue
from configurator.errors import CodeError, UnknownOptionError


_RFC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO = str.maketrans(_RFC, _CROCKFORD)
_FROM = str.maketrans(_CROCKFORD + "OIL", _RFC + "ABB")  # O reads as 0; I and L read as 1
_HASH_BYTES = 5
_CHECK_BYTES = 3
_MORE = 0x80  # set in every byte of a number but its last
MAX_CHARACTERS = 2_000


@dataclass(frozen=True)
class SavedCode:
    """A decoded code.

    Attributes:
        catalogue: the first ten hex digits of the hash of the catalogue it was made under.
        numbers: index of an option in that catalogue's ``option_ids`` -> wanted or refused.
    """

    catalogue: str
    numbers: Mapping[int, bool]

    def decisions(self, catalogue: Catalogue) -> dict[str, bool]:
        """Return the decisions by option id.

        Args:
            catalogue: the one the code was made under.

        Raises:
            CodeError: it was made under another catalogue.
        """
        if not catalogue.hash.startswith(self.catalogue):
            raise CodeError(f"the code was made under the catalogue {self.catalogue}…")
        names = catalogue.option_ids
        if any(number >= len(names) for number in self.numbers):
            raise CodeError("the code has more options than its catalogue")
        return {names[number]: value for number, value in self.numbers.items()}


def encode(catalogue: Catalogue, decisions: Mapping[str, bool]) -> str:
    """Write decisions as a code of upper-case letters and digits.

    Args:
        catalogue: the one they are made under.
        decisions: option id -> wanted or refused.

    Raises:
        UnknownOptionError: a decision about no option of the catalogue.
    """
    numbers = {name: i for i, name in enumerate(catalogue.option_ids)}
    body = bytearray()
    for option, value in sorted(decisions.items(), key=lambda item: numbers.get(item[0], -1)):
        if option not in numbers:
            raise UnknownOptionError(option)
        body += _varint(2 * numbers[option] + value)
    content = bytes.fromhex(catalogue.hash[: 2 * _HASH_BYTES]) + bytes(body)
    code = base64.b32encode(_checksum(content) + content).decode()
    return code.rstrip("=").translate(_TO)


def decode(code: str) -> SavedCode:
    """Read a code; spaces, hyphens and small letters do not matter.

    Raises:
        CodeError: damaged, cut, or no such code.
    """
    bare = code.replace("-", "").replace(" ", "").upper()
    if not bare or len(bare) > MAX_CHARACTERS or set(bare) - set(_CROCKFORD + "OIL"):
        raise CodeError("not a configuration code")
    padded = bare.translate(_FROM) + "=" * (-len(bare) % 8)
    try:
        raw = base64.b32decode(padded)
    except binascii.Error as error:
        raise CodeError("not a configuration code") from error
    check, content = raw[:_CHECK_BYTES], raw[_CHECK_BYTES:]
    if len(content) < _HASH_BYTES or check != _checksum(content):
        raise CodeError("the code is damaged or cut")
    return SavedCode(content[:_HASH_BYTES].hex(), _numbers(content[_HASH_BYTES:]))


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "big")[:_CHECK_BYTES]


def _varint(number: int) -> bytes:
    parts = bytearray()
    while number >= _MORE:
        parts.append(number % _MORE | _MORE)
        number >>= 7
    return bytes((*parts, number))


def _numbers(body: bytes) -> dict[int, bool]:
    found: dict[int, bool] = {}
    number, shift = 0, 0
    for byte in body:
        number |= (byte % _MORE) << shift
        shift += 7
        if byte < _MORE:
            found[number >> 1] = bool(number & 1)
            number, shift = 0, 0
    if shift:
        raise CodeError("the code is damaged or cut")
    return found
