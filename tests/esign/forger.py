"""What a forger of a signed order starts from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from esign import Authority, Role, Signer, augment, sign
from tests.esign.small_order import AT, CONSENT, RAISED_AT


@dataclass(frozen=True)
class Scene:
    """A whole order, and what a forger may have got hold of.

    Attributes:
        prepared: Unsigned, its fields made.
        buyer: Signed by the buyer alone.
        raised: Signed by everybody, level B-LTA.
        other: Another order, prepared.
        signer: The seal, for a forger inside the house.
        trust: What the verifier trusts.
    """

    prepared: bytes
    buyer: bytes
    raised: bytes
    other: bytes
    authority: Authority
    signer: Signer
    trust: bytes


Recipe = Callable[[Scene], bytes]


def whole(pdf: bytes, signer: Signer) -> bytes:
    """Sign for everybody and raise."""
    return augment(signed_by_all(pdf, signer), signer, RAISED_AT)


def signed_by_all(pdf: bytes, signer: Signer) -> bytes:
    """Sign for everybody, a minute apart."""
    for minute, role in enumerate(Role):
        pdf = sign(pdf, role, signer, CONSENT, AT + timedelta(minutes=minute))
    return pdf
