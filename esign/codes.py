"""One-time codes: six digits, kept only as a hash, bound to the document they approve."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from esign.errors import CodeError


DIGITS = 6
MAX_TRIES = 5
LIFETIME = timedelta(minutes=10)
MIN_SALT_BYTES = 16
RANDOM_BYTES = 16
SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015\u2212]+")


class Verdict(StrEnum):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """What is stored of a code that was sent.

    Attributes:
        digest: `hash_code` of the code, hexadecimal.
        salt: At least 16 bytes, one salt a code, that are not kept beside the digest: six digits
            fall to a table at once, however slow the hash, unless part of it is secret.
        bound_to: SHA-256 of the document and the signer's role, or any text naming both.
        issued_at: Aware moment of sending.
        tries: How many times a code was typed so far.
    """

    digest: str
    salt: bytes
    bound_to: str
    issued_at: datetime
    tries: int = 0


def new_code(random_bytes: bytes) -> str:
    """Turn randomness into six digits.

    Args:
        random_bytes: At least 16 bytes from the system's generator; with 128 bits the
            remainder favours no code measurably.

    Raises:
        CodeError: Too little randomness.
    """
    if len(random_bytes) < RANDOM_BYTES:
        raise CodeError("random bytes", f"{RANDOM_BYTES} are needed")
    return f"{int.from_bytes(random_bytes) % 10**DIGITS:0{DIGITS}d}"


def hash_code(code: str, salt: bytes, bound_to: str) -> str:
    """Hash a code so that it is worth nothing for another document (HMAC-SHA256, RFC 2104).

    Raises:
        CodeError: The salt is too short.
    """
    if len(salt) < MIN_SALT_BYTES:
        raise CodeError("salt", f"{MIN_SALT_BYTES} bytes are needed")
    secret = f"{code}\x00{bound_to}".encode()
    return hmac.new(salt, secret, hashlib.sha256).hexdigest()


def check_code(typed: str, issued: IssuedCode, bound_to: str, at: datetime) -> Verdict:
    """Judge a typed code; the caller stores one more try whatever the verdict.

    Args:
        typed: What the person typed; spaces, dots and dashes are forgiven.
        issued: What was stored when the code was sent.
        bound_to: What is being approved now; another document makes any code wrong.
        at: Aware moment of the attempt.
    """
    if issued.tries >= MAX_TRIES:
        return Verdict.EXHAUSTED
    if not timedelta(0) <= at - issued.issued_at <= LIFETIME:
        return Verdict.EXPIRED
    digits = SEPARATORS.sub("", typed)
    same = hmac.compare_digest(hash_code(digits, issued.salt, bound_to), issued.digest)
    return Verdict.RIGHT if same else Verdict.WRONG
