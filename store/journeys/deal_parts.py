"""The parts a Deal is put together from: what is sold, the taxes, the advantage, the versions."""

from dataclasses import replace
from decimal import Decimal

from store.journeys.lines import DealLine, car_lines, discount_lines, extra_lines
from store.journeys.payroll import Payroll, payroll
from store.journeys.refusals import DealError
from store.journeys.request import DealRequest, Versions
from store.journeys.terms import chosen_discounts
from store.journeys.vat import split_vat
from store.markets import Taxes, market


def sold_lines(request: DealRequest) -> tuple[DealLine, ...]:
    """Return everything the seller sells, its VAT split.

    Raises:
        DealError: An offer is refused, or the discounts are larger than the price.
    """
    vat = market(request.market).vat_percent(request.delivery.region, request.ordered_on)
    discounts = chosen_discounts(request.terms, request.offers, request.model, request.ordered_on)
    car = car_lines(request)
    reductions = discount_lines(request, discounts, car)
    if sum(row.cents for row in (*car, *reductions)) < 0:
        raise DealError("discount_above_price", "The discounts are larger than the price.")
    return split_vat((*car, *reductions, *extra_lines(request)), Decimal(vat))


def taxes_due(request: DealRequest) -> tuple[Taxes, int]:
    """Return the taxes due on the day, and what a family gets back of them later."""
    on, home = request.registration_month.replace(day=1), request.household
    ask, alone = market(request.market).registration_taxes, replace(home, children=0)
    due = ask(request.vehicle, request.place, on, alone)
    if not home.children:
        return due, 0
    return due, ask(request.vehicle, request.place, on, home).refund_cents


def employee_advantage(request: DealRequest, sold: tuple[DealLine, ...]) -> Payroll | None:
    """Return what an employee price is worth as pay; None where the market or terms know none."""
    limit = market(request.market).employee_limit
    if limit is None or request.terms.kind not in {"employee", "beneficiary"}:
        return None
    rule = limit(request.ordered_on)
    car = [row for row in sold if row.kind not in {"service", "handover"}]
    offers = {offer.code for offer in request.offers}
    public = [row for row in car if row.kind != "discount" or row.code in offers]
    lowest = request.lowest_public_cents
    return payroll(
        sum(row.cents for row in public) if lowest is None else lowest,
        sum(row.cents for row in car),
        rule.max_discount_percent,
        rule.source,
    )


def versions_of(request: DealRequest, taxes: str) -> Versions:
    """Name the data a deal is made under."""
    trade_in, finance = request.trade_in, request.finance
    return Versions(
        catalogue=f"{request.edition}:{request.catalogue}",
        texts=request.texts_version,
        rates=f"{finance.offer_key}:{finance.law_key}" if finance else "",
        taxes=taxes,
        terms=request.terms.key,
        trade_in=f"{trade_in.model_id}:{trade_in.rules_id}" if trade_in else "",
    )
