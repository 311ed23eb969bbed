"""What all quotes of one request, offer and duration share, looked up once for a whole grid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from financing.headline import Shape, shape_of
from financing.law import Regime, UsuryQuarter
from financing.offers import Offer
from financing.quote_rate import Times, times_of
from financing.request import QuoteRequest
from financing.terms import Lent, first_years, lent


@dataclass(frozen=True, slots=True)
class Rules:
    """The law of the day for one product; no quarter where no ceiling bounds it."""

    regime: Regime
    rated: bool
    quarter: UsuryQuarter | None

    @property
    def key(self) -> str:
        """Regime and quarter, as an order keeps them."""
        return self.regime.key + (f" {self.quarter.key}" if self.quarter else "")


class Line(NamedTuple):
    """One line of a grid.

    Attributes:
        request: The wish; its own duration and distance do not count.
        offer: The terms.
        months: Duration.
        rated: Whether it has an APR.
        ceiling: Usury ceiling, None where the law has none.
        lent: What is borrowed.
        insured: Whether a cover is wished or compulsory.
        shape: Of its plans; None for a plan of several stages.
        times: Of its payments.
        agreed: Figures of its quotes that are taken over without reckoning, by name.
    """

    request: QuoteRequest
    offer: Offer
    months: int
    rated: bool
    ceiling: Decimal | None
    lent: Lent
    insured: bool
    shape: Shape | None
    times: Times
    agreed: dict[str, object]


class Desk(NamedTuple):
    """What all lines of one request and offer share, beside request and offer."""

    rated: bool
    ceiling: Decimal | None
    lent: Lent
    first_years: Fraction
    agreed: dict[str, object]


def desk_of(request: QuoteRequest, offer: Offer, rules: Rules) -> Desk:
    """The desk of a request that passed the checks."""
    loan, quarter = lent(request, offer), rules.quarter
    ceiling = quarter.percent(loan.credit) if quarter else None
    agreed = _agreed(request, offer, rules) | {"first_cents": loan.upfront}
    return Desk(rules.rated, ceiling, loan, first_years(request), agreed)


def line_of(request: QuoteRequest, offer: Offer, months: int, desk: Desk) -> Line:
    """The line of one duration.

    Raises:
        BadPlan: No plan has these values.
    """
    count, gap = months - offer.instalments_less, gap_of(offer)
    own = {"months": months, "payments": count, "nominal_percent": offer.rates[months]}
    return Line(
        request=request,
        offer=offer,
        months=months,
        rated=desk.rated,
        ceiling=desk.ceiling,
        lent=desk.lent,
        insured=offer.insurance_compulsory or request.insurance,
        shape=shape_for(offer, months, desk.first_years),
        times=times_of(request.start, request.first_due, count, gap),
        agreed=desk.agreed | own,
    )


def shape_for(offer: Offer, months: int, first: Fraction) -> Shape | None:
    """The shape of an offer's plans for a duration; None where they have several stages."""
    if offer.interest_only or offer.change_after:
        return None
    count = months - offer.instalments_less
    return shape_of(offer.rates[months], count, gap_of(offer), first, adjust=offer.adjust_last)


def gap_of(offer: Offer) -> int:
    """Months from the last instalment to the final amount, 0 without one."""
    return offer.instalments_less + offer.final_gap if offer.by_distance else 0


def _agreed(request: QuoteRequest, offer: Offer, rules: Rules) -> dict[str, object]:
    regime, quarter = rules.regime, rules.quarter
    return {
        "product": offer.product,
        "lender": offer.lender,
        "offer_key": offer.key,
        "law_key": rules.key,
        "start": request.start,
        "fees_cents": offer.fee_cents + offer.option_fee_cents,
        "excess_km_cents": offer.excess_km_cents,
        "price_cents": request.price_cents,
        "contribution_cents": request.contribution_cents,
        "negative_equity_cents": max(0, -request.contribution_cents),
        "services": offer.services,
        "warning": regime.warning if rules.rated else None,
        "withdrawal_days": regime.withdrawal_days if rules.rated else 0,
        "valid_until": _valid_until(offer, quarter),
        "demonstration": offer.demonstration or bool(quarter and quarter.demonstration),
    }


def _valid_until(offer: Offer, quarter: UsuryQuarter | None) -> date:
    return offer.valid_until if quarter is None else min(offer.valid_until, quarter.until_day)
