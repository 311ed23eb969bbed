"""What a valuation answers: an explained offer, or a referral to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tradein.ledger import Factor
from tradein.model import Level


COVERAGE = 0.8


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Where the market price lies with probability `level`, in cents."""

    low_cents: int
    high_cents: int
    level: float = COVERAGE


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a person must look at the car: a stable code and a sentence by language."""

    code: str
    text: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Valuation:
    """An offer and why it is what it is.

    Attributes:
        offer_cents: Net of the loan paid back; negative when the loan is more than the car.
        gross_cents: Before the loan.
        market_cents: What dealers ask for such a car without fault.
        interval: Of the market price.
        factors: They sum to offer_cents to the cent, from the car as new.
        level: How near the evidence is.
        firm: Whether the offer binds if the declared condition is true.
        refer_reasons: Why it does not.
        valid_until: The last day.
        valid_km: The highest odometer reading at handover.
        tolerance_cents: What the dealer may find without changing the offer.
        km_used: The reading priced, not under the lowest one believed at this age.
        km_clamp: The readings of which there is evidence at this age.
        model_id: Hash of the model, to be frozen into an order.
        rules_id: Hash of the rules, likewise.
    """

    offer_cents: int
    gross_cents: int
    market_cents: int
    interval: Interval
    factors: tuple[Factor, ...]
    level: Level
    firm: bool
    refer_reasons: tuple[Reason, ...]
    valid_until: date
    valid_km: int
    tolerance_cents: int
    km_used: int
    km_clamp: tuple[int, int]
    model_id: str
    rules_id: str


@dataclass(frozen=True, kw_only=True)
class Referral:
    """No figure can be given: an expert calls the customer."""

    reasons: tuple[Reason, ...]
    model_id: str
    rules_id: str
