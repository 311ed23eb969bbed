"""One request under one offer as plain amounts: what is lent, what comes back, on which days."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from financing.checks import first_rental
from financing.intervals import add_months, interval
from financing.offers import Offer
from financing.plans import Plan, round_cents
from financing.refusal_texts import Cents
from financing.refusals import refuse
from financing.request import QuoteRequest


# Below a euro an instalment, rounding could repay the credit before its end.
_LEAST_INSTALMENT_CENTS = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """The amounts of one financing in cents, before its schedule."""

    request: QuoteRequest
    offer: Offer
    rental_cents: int
    principal_cents: int
    final_cents: int

    @property
    def fee(self) -> int:
        """The file fee."""
        return self.offer.fee_cents

    @property
    def upfront_cents(self) -> int:
        """Paid at delivery: the first rental and a fee due then."""
        return self.rental_cents + (self.fee if self.offer.fee_when == "upfront" else 0)

    @property
    def plan(self) -> Plan:
        """The plan behind the payments."""
        request, offer = self.request, self.offer
        usual = request.first_day == add_months(request.start, 1)
        return Plan(
            principal_cents=self.principal_cents,
            nominal_percent=offer.rates[request.months],
            instalments=request.months - offer.instalments_less,
            final_cents=self.final_cents,
            final_gap=offer.instalments_less + offer.final_gap if self.final_cents else 0,
            first_years=Fraction(1, 12) if usual else interval(request.start, request.first_day),
        )


def settle(request: QuoteRequest, offer: Offer) -> Terms:
    """The amounts of a request that passed the checks.

    Raises:
        Refused: The final value leaves nothing to pay monthly.
    """
    rental = first_rental(request, offer)
    financed = offer.fee_cents if offer.fee_when == "financed" else 0
    principal = request.credit_cents - rental + financed
    final = _final(request, offer)
    least = _LEAST_INSTALMENT_CENTS * request.months
    if principal < final + least:
        asked = request.price_cents * offer.first_rental_percent / Decimal(100)
        highest = min(
            request.price_cents + financed - final - least, request.price_cents - offer.min_cents
        )
        nearest: dict[str, object] = {"contribution_cents": highest}
        reachable = highest >= max(0, round_cents(asked))
        raise refuse(
            "final_too_high",
            "contribution_cents",
            limit=Cents(final),
            nearest=nearest if reachable else None,
        )
    return Terms(request, offer, rental, principal, final)


def _final(request: QuoteRequest, offer: Offer) -> int:
    if not offer.by_distance:
        return 0
    table = offer.residuals[request.vehicle_group]
    base = request.residual_base_cents or request.price_cents
    return table.value_cents(base, request.months + offer.final_gap, request.km_per_year)
