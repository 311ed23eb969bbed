"""The test cards of the payment sandbox, by the numbers every provider documents for tests.

Numbers and outcomes: Stripe, "Test card numbers" (docs.stripe.com/testing). A number that is not
on the list is refused, so that nobody types a real card into a demonstration.
"""

import re
from dataclasses import dataclass
from datetime import date


AUTHENTICATE = "authenticate"
SUCCEEDS = ""
# What the bank says when the card is used again without its owner.
OFF_SESSION = {
    "4000002760003184": "authentication_required",
    "4000000000000341": "card_declined",
}
OUTCOMES = {
    "4242424242424242": SUCCEEDS,
    "5555555555554444": SUCCEEDS,
    "4000002500003155": AUTHENTICATE,
    "4000002760003184": AUTHENTICATE,
    "4000000000000341": SUCCEEDS,
    "4000000000000002": "card_declined",
    "4000000000009995": "insufficient_funds",
    "4000000000009987": "lost_card",
    "4000000000000069": "expired_card",
    "4000000000000127": "incorrect_cvc",
    "4000000000000119": "processing_error",
}
EXPIRY = re.compile(r"(0[1-9]|1[0-2])\s*/?\s*(?:20)?(\d{2})", re.ASCII)
SPACING = re.compile(r"[\s\u00a0\u202f-]")
CVC = re.compile(r"\d{3}", re.ASCII)
LENGTHS = range(13, 20)
FARTHEST_YEARS = 20


@dataclass(frozen=True, kw_only=True)
class CardEntry:
    """What somebody typed on the card page."""

    number: str
    expiry: str
    cvc: str


class CardError(ValueError):
    """A field that cannot be right. `field` is number, expiry or cvc; `reason` is a code."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def outcome(card: CardEntry, today: date) -> str:
    """Return what the bank will say: nothing (it agrees), `authenticate`, or why it refuses.

    Raises:
        CardError: A field is wrong: `incomplete` or `mistyped` (check digit, ISO/IEC 7812-1) or
            `not_a_test_card`, `expired`, `too_far`.
    """
    number = SPACING.sub("", card.number)
    if not (number.isascii() and number.isdecimal() and len(number) in LENGTHS):
        raise CardError("number", "incomplete")
    if not luhn(number):
        raise CardError("number", "mistyped")
    _check_expiry(card.expiry.strip(), today)
    if not CVC.fullmatch(card.cvc.strip()):
        raise CardError("cvc", "incomplete")
    if number not in OUTCOMES:
        raise CardError("number", "not_a_test_card")
    return OUTCOMES[number]


def off_session(card: CardEntry) -> str:
    """Return what the bank will say of a test card used later by mandate: nothing, or a refusal."""
    return OFF_SESSION.get(SPACING.sub("", card.number), SUCCEEDS)


def luhn(digits: str) -> bool:
    """Say whether the check digit fits (ISO/IEC 7812-1, annex B)."""
    doubled = [int(d) * (2 if at % 2 else 1) for at, d in enumerate(reversed(digits))]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def _check_expiry(text: str, today: date) -> None:
    found = EXPIRY.fullmatch(text)
    if not found:
        raise CardError("expiry", "incomplete")
    month, year = int(found[1]), 2000 + int(found[2])
    if (year, month) < (today.year, today.month):
        raise CardError("expiry", "expired")
    if year > today.year + FARTHEST_YEARS:
        raise CardError("expiry", "too_far")
