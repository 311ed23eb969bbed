"""Order numbers: said on the phone, not to be guessed, used once."""

import secrets

from sqlalchemy import select

from store.extensions import db
from store.models import Order


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
SIGNS = 6


def free_number(year: int) -> str:
    """Return a number of the year that no order has, such as V-2026-7QK3ZD.

    2**30 numbers a year; two concurrent draws of the same free one meet the unique index.
    """
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
        number = f"V-{year}-{drawn}"
        if db.session.scalar(select(Order.id).where(Order.number == number)) is None:
            return number
