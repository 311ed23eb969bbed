"""Flips bits of a good file at random: every one has to be found, without the evidence."""

import logging
import random

from esign import Authority, Role, augment, prepare, sign, verify
from store.gateways.press import signature_typeface
from tests.esign.small_order import AT, CONSENT, FIELDS, RAISED_AT, draft


def missed_flips(count: int, seed: int = 0) -> int:
    """Return how many of so many flipped bits went unseen."""
    logging.disable(logging.CRITICAL)  # the library tells of every forged file it meets
    chance = random.Random(seed)
    authority = Authority.create(AT)
    pdf = prepare(draft(), FIELDS)
    for role in Role:
        pdf = sign(pdf, role, authority.signer(signature_typeface()), CONSENT, AT)
    pdf = augment(pdf, authority.signer(signature_typeface()), RAISED_AT)
    missed = 0
    for _ in range(count):
        broken = bytearray(pdf)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        missed += verify(bytes(broken), None, authority.trust).ok
    return missed
