"""One way to write a value as bytes, so that a hash means the same thing everywhere."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import rfc8785

from esign.errors import EvidenceError


Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


def canonical(value: Json) -> bytes:
    """Serialise a JSON value in the canonical form of RFC 8785.

    Args:
        value: Strings, integers below 2**53, finite floats, booleans, None, lists and
            string-keyed mappings of these.

    Returns:
        UTF-8 bytes with sorted keys and no spaces.

    Raises:
        EvidenceError: The value has no canonical form.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise EvidenceError("canonical JSON", str(error)) from error


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
