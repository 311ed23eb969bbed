"""Signed webhook bodies: `t=<Unix seconds>,v1=<hex>` over `"{t}.{body}"`.

HMAC-SHA256 (RFC 2104) with a shared secret, as payment providers do it. A dealer's system may use
`verify_signature` as it is: it needs nothing but the Python library.
"""

import hashlib
import hmac


TOLERANCE_SECONDS = 300
LONGEST_HEADER = 1024


class SignatureRefused(ValueError):
    """A body that was not signed with the secret, or not lately; the message says which."""


def signature_header(body: bytes, secret: str, at: int) -> str:
    """Sign a body.

    Args:
        body: The bytes as they travel.
        secret: Shared with the receiver.
        at: Unix seconds of this attempt.

    Returns:
        The value of the signature header.
    """
    return f"t={at},v1={_digest(body, secret, at)}"


def verify_signature(
    body: bytes, header: str, secret: str, at: int, tolerance: int = TOLERANCE_SECONDS
) -> None:
    """Check a signed body as its receiver does, before parsing it.

    Args:
        body: The bytes as they came.
        header: Value of the signature header; several `v1` are allowed while a secret is renewed.
        secret: Shared with the sender; an empty one verifies nothing.
        at: Unix seconds, the receiver's present moment.
        tolerance: How many seconds the signature may be away from `at`, either way.

    Raises:
        SignatureRefused: The header cannot be read, the body or the secret is another, or the
            signature is too old or too far ahead (a replay).
    """
    signed_at, digests = _read(header)
    if not secret:
        raise SignatureRefused("secret: there is none to verify with")
    expected = _digest(body, secret, signed_at)
    if not any(hmac.compare_digest(expected, one) for one in digests):
        raise SignatureRefused("signature: it does not fit this body and secret")
    check_age(header, at, tolerance)


def check_age(header: str, at: int, tolerance: int = TOLERANCE_SECONDS) -> None:
    """Check only when a verified body was signed.

    Raises:
        SignatureRefused: Too long ago or too far ahead, or the header cannot be read.
    """
    away = abs(at - _read(header)[0])
    if away > tolerance:
        raise SignatureRefused(f"moment: it was signed {away} s away from now")


def _digest(body: bytes, secret: str, at: int) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def _read(header: str) -> tuple[int, list[str]]:
    if len(header) > LONGEST_HEADER or not header.isascii():
        raise SignatureRefused("header: it is no signature")
    parts = [part.strip().partition("=")[::2] for part in header.split(",")]
    moments = [value for name, value in parts if name == "t"]
    digests = [value for name, value in parts if name == "v1"]
    if len(moments) != 1 or not moments[0].isdecimal() or not digests:
        raise SignatureRefused("header: it needs one t= and a v1=")
    return int(moments[0]), digests
