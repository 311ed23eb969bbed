"""The figures of a quote from settled terms and the law of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from financing.flows import CashFlow
from financing.law import Regime, UsuryQuarter
from financing.offers import Offer
from financing.payments import credit_rows, rental_rows
from financing.plans import round_cents
from financing.quotes import Quote
from financing.rate import apr, round_percent
from financing.refusals import refuse
from financing.rows import Insurance, ScheduleRow
from financing.terms import Terms


@dataclass(frozen=True, slots=True)
class Rules:
    """The law of the day for one product; no quarter where the product is not rated."""

    regime: Regime
    quarter: UsuryQuarter | None

    @property
    def key(self) -> str:
        """Regime and quarter, as an order keeps them."""
        return self.regime.key + (f" {self.quarter.key}" if self.quarter else "")


def figures(terms: Terms, rules: Rules) -> Quote:
    """The quote of settled terms.

    Raises:
        Refused: The APR exceeds the usury ceiling.
        BadPlan: The plan cannot be balanced to the cent.
        NoRate: The flows have no single rate.
    """
    request, offer = terms.request, terms.offer
    is_credit = offer.product != "lld"
    rows = credit_rows(terms) if is_credit else rental_rows(terms)
    credit = request.credit_cents if is_credit else 0
    monthly = [row for row in rows if row.kind in {"instalment", "rental"}]
    total = sum(row.payment_cents for row in rows)
    rate = _rate(terms, rows) if rules.quarter else None
    return _agreed(terms, rules)(
        payments=len(monthly),
        monthly_cents=monthly[0].payment_cents - monthly[0].fees_cents,
        last_cents=monthly[-1].payment_cents - monthly[-1].fees_cents,
        final_cents=terms.final_cents if is_credit else 0,
        credit_cents=credit,
        total_due_cents=total,
        cost_cents=total - credit,
        interest_cents=sum(row.interest_cents for row in rows),
        apr_percent=rate,
        usury_percent=_ceiling(rate, credit, rules.quarter),
        insurance=_insurance(terms, rows, rate) if request.insurance else None,
        schedule=rows,
    )


def _agreed(terms: Terms, rules: Rules) -> partial[Quote]:
    """The part of a quote that is taken over from request, offer and law without reckoning."""
    request, offer, regime = terms.request, terms.offer, rules.regime
    return partial(
        Quote,
        product=offer.product,
        lender=offer.lender,
        offer_key=offer.key,
        law_key=rules.key,
        start=request.start,
        months=request.months,
        first_cents=terms.upfront_cents,
        fees_cents=offer.fee_cents,
        nominal_percent=offer.rates[request.months],
        km_per_year=request.km_per_year if offer.by_distance else None,
        excess_km_cents=offer.excess_km_cents,
        price_cents=request.price_cents,
        contribution_cents=request.contribution_cents,
        services=offer.services,
        warning=regime.warning if rules.quarter else None,
        withdrawal_days=regime.withdrawal_days if rules.quarter else 0,
        valid_until=_valid_until(offer, rules.quarter),
        demonstration=offer.demonstration or bool(rules.quarter and rules.quarter.demonstration),
    )


def _rate(terms: Terms, rows: Sequence[ScheduleRow], added_cents: int = 0) -> Decimal:
    """The APR of the rows, with an amount added to each instalment."""
    request = terms.request
    flows = [CashFlow(request.start, request.credit_cents, "credit")]
    for row in rows:
        added = added_cents if row.kind == "instalment" else 0
        flows.append(CashFlow(row.due, row.payment_cents + added))
    return apr(flows)


def _ceiling(rate: Decimal | None, credit: int, quarter: UsuryQuarter | None) -> Decimal | None:
    """The usury ceiling, once the rate was found not to exceed it (L. 314-6)."""
    if rate is None or quarter is None:
        return None
    ceiling = quarter.percent(credit)
    if rate > ceiling:
        raise refuse("usury_exceeded", "months", limit=ceiling, rate=round_percent(rate, 2))
    return ceiling


def _insurance(terms: Terms, rows: Sequence[ScheduleRow], rate: Decimal | None) -> Insurance:
    """Cost a month on the amount of credit, in total, and as a yearly rate (TAEA)."""
    percent = terms.offer.insurance_percent_month or Decimal(0)
    monthly = round_cents(terms.request.credit_cents * percent / 100)
    count = sum(row.kind in {"instalment", "rental"} for row in rows)
    taea = None if rate is None else _rate(terms, rows, monthly) - rate
    return Insurance(monthly, monthly * count, taea)


def _valid_until(offer: Offer, quarter: UsuryQuarter | None) -> date:
    return offer.valid_until if quarter is None else min(offer.valid_until, quarter.until_day)
