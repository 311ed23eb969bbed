"""One request under one offer as plain amounts: what is lent, what comes back, on which days."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from financing.checks import first_rental
from financing.intervals import add_months, interval
from financing.offers import Offer
from financing.plans import Plan, round_cents
from financing.refusal_texts import Cents
from financing.refusals import Refused, refuse
from financing.request import QuoteRequest


# Below a euro an instalment, rounding could repay the credit before its end.
LEAST_INSTALMENT_CENTS = 100

MONTH = Fraction(1, 12)


class Lent(NamedTuple):
    """The cents of one request under one offer that depend on neither duration nor distance.

    Attributes:
        credit: Amount of credit.
        principal: What the plan repays: less the first rental, with a fee that is financed.
        rental: First rental beyond the contribution.
        upfront: Paid at delivery: the first rental and a fee due then.
        first_fee: Fee in the first instalment.
        end_fee: Fees in the last payment of all.
        premium: Premium a month of a compulsory cover, which is on the amount of credit.
    """

    credit: int
    principal: int
    rental: int
    upfront: int
    first_fee: int
    end_fee: int
    premium: int


class Terms(NamedTuple):
    """One financing settled, before its schedule; `final_cents` is the balloon or option.

    Duration and distance stand here and not in the request, so that a grid shares the request.
    """

    request: QuoteRequest
    offer: Offer
    months: int
    km_per_year: int
    lent: Lent
    final_cents: int

    @property
    def instalments(self) -> int:
        """The number of monthly payments."""
        return self.months - self.offer.instalments_less

    @property
    def plan(self) -> Plan:
        """The plan behind the payments."""
        offer = self.offer
        return Plan(
            principal_cents=self.lent.principal,
            nominal_percent=offer.rates[self.months],
            instalments=self.instalments,
            final_cents=self.final_cents,
            final_gap=offer.instalments_less + offer.final_gap if self.final_cents else 0,
            first_years=first_years(self.request),
            interest_only=offer.interest_only,
            change_after=offer.change_after,
            later_percent=offer.later_percent,
            adjust_last=offer.adjust_last,
        )


def lent(request: QuoteRequest, offer: Offer) -> Lent:
    """What a request that passed the checks borrows."""
    rental = first_rental(request, offer)
    fee = {offer.fee_when: offer.fee_cents}
    return Lent(
        credit=request.credit_cents,
        principal=request.credit_cents - rental + fee.get("financed", 0),
        rental=rental,
        upfront=rental + fee.get("upfront", 0),
        first_fee=fee.get("first", 0),
        end_fee=fee.get("last", 0) + offer.option_fee_cents,
        premium=insurance_cents(request, offer) if offer.insurance_compulsory else 0,
    )


def settle(request: QuoteRequest, offer: Offer, months: int, km: int, loan: Lent) -> Terms:
    """The terms for a duration and a distance.

    Raises:
        Refused: The final value leaves nothing to pay monthly.
    """
    final = 0
    if offer.by_distance:
        table = offer.residuals[request.vehicle_group]
        base = request.residual_base_cents or request.price_cents
        final = table.value_cents(base, months + offer.final_gap, km)
    if loan.principal < final + LEAST_INSTALMENT_CENTS * months:
        raise _too_high(request, offer, final + LEAST_INSTALMENT_CENTS * months, final)
    return Terms(request, offer, months, km, loan, final)


def _too_high(request: QuoteRequest, offer: Offer, least: int, final: int) -> Refused:
    financed = offer.fee_cents if offer.fee_when == "financed" else 0
    asked = request.price_cents * offer.first_rental_percent / Decimal(100)
    highest = request.price_cents - max(least - financed, offer.min_cents)
    nearest: dict[str, object] = {"contribution_cents": highest}
    return refuse(
        "final_too_high",
        "contribution_cents",
        limit=Cents(final),
        nearest=nearest if highest >= max(0, round_cents(asked)) else None,
    )


def insurance_cents(request: QuoteRequest, offer: Offer) -> int:
    """The premium a month of the offer's cover."""
    return round_cents(request.credit_cents * (offer.insurance_percent_month or Decimal(0)) / 100)


def first_years(request: QuoteRequest) -> Fraction:
    """Time from delivery to the first instalment, in years."""
    first = request.first_due
    if first is None or first == add_months(request.start, 1):
        return MONTH
    return interval(request.start, first)
