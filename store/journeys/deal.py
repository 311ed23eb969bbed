"""THE price: every amount a customer sees, mails, signs or pays is read from one `Deal`.

`make_deal` is pure: the same request gives the same bytes on every machine. Nothing else in the
store adds, splits or rounds money.
"""

import json
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Self

from store.journeys.canon import NotPlainError, canonical, from_plain
from store.journeys.deal_parts import employee_advantage, sold_lines, taxes_due, versions_of
from store.journeys.lines import DealLine, tax_lines
from store.journeys.payment import payment
from store.journeys.payroll import Payroll
from store.journeys.refusals import DealError
from store.journeys.request import DealRequest, Versions
from store.markets import market


@dataclass(frozen=True, kw_only=True)
class Deal:
    """One price, all of it, in cents, with the request it was derived from.

    Attributes:
        lines: Price lines then payment lines; each group sums to ``road_price_cents``.
        car_cents: Car, options, accessories, discounts, services and hand-over, VAT included.
        vat_cents: VAT contained in ``car_cents``.
        taxes_cents: Registration taxes, as due on the day of registration, without those that
            are not known.
        tax_refund_cents: What a family gets back of them later; informative.
        road_price_cents: ``car_cents + taxes_cents``.
        trade_in_cents: Net of the old loan; may be negative.
        financed_cents: Paid by the lender.
        due_today_cents: The deposit.
        due_at_delivery_cents: Rest of the cash part and the first rental; negative: to be paid out.
        guaranteed_until: Last day of the price promise.
    """

    request: DealRequest
    lines: tuple[DealLine, ...]
    currency: str
    car_cents: int
    discount_cents: int
    vat_cents: int
    taxes_cents: int
    tax_refund_cents: int
    road_price_cents: int
    trade_in_cents: int
    financed_cents: int
    deposit_cents: int
    due_today_cents: int
    due_at_delivery_cents: int
    monthly_cents: int
    months: int
    guaranteed_until: date
    payroll: Payroll | None
    versions: Versions

    @property
    def price_lines(self) -> tuple[DealLine, ...]:
        """The lines the road price is made of."""
        return tuple(row for row in self.lines if not row.is_payment)

    @property
    def payment_lines(self) -> tuple[DealLine, ...]:
        """The lines that say how it is paid."""
        return tuple(row for row in self.lines if row.is_payment)

    @property
    def unknown(self) -> tuple[DealLine, ...]:
        """The taxes whose rule is not known for the month of registration: in no sum."""
        return tuple(row for row in self.lines if row.unknown)

    @property
    def provisional(self) -> tuple[DealLine, ...]:
        """The taxes whose rule may still change until the registration."""
        return tuple(row for row in self.lines if row.provisional)

    @property
    def orderable(self) -> bool:
        """Whether the market lets this be signed while a tax on it is not known."""
        return not self.unknown or market(self.request.market).unknown_taxes_ordered

    @property
    def sha256(self) -> str:
        """Hex digest of the canonical bytes."""
        return sha256(self.canonical()).hexdigest()

    def canonical(self) -> bytes:
        """Return the deal as canonical JSON (RFC 8785): the bytes that are signed and kept."""
        return self._canonical

    @cached_property
    def _canonical(self) -> bytes:
        return canonical(self)

    @classmethod
    def from_json(cls, text: bytes | str) -> Self:
        """Read a kept deal back.

        Raises:
            DealError: ``deal_form``, with the place that is wrong.
        """
        try:
            return from_plain(cls, json.loads(text, parse_float=_no_float))
        except (ValueError, RecursionError) as error:
            raise DealError("deal_form", f"This is not a deal: {error}") from error


def _no_float(text: str) -> float:
    raise NotPlainError(f"{text}: a deal has no fractions of a cent")


def make_deal(request: DealRequest) -> Deal:
    """Derive the one price from everything it depends on.

    Raises:
        DealError: An offer, a trade-in, a credit or an amount cannot be right.
        UnknownLaw: The VAT of the place is not known.
    """
    place = market(request.market)
    sold = sold_lines(request)
    taxes, refund_cents = taxes_due(request)
    car_cents = sum(row.cents for row in sold)
    road_cents = car_cents + taxes.total_cents
    paid = payment(request, road_cents, place.deposit_cents)
    finance = request.finance
    return Deal(
        request=request,
        lines=(*sold, *tax_lines(request, taxes.lines), *paid.lines),
        currency=place.currency,
        car_cents=car_cents,
        discount_cents=-sum(row.cents for row in sold if row.kind == "discount"),
        vat_cents=sum(row.vat_cents for row in sold),
        taxes_cents=taxes.total_cents,
        tax_refund_cents=refund_cents,
        road_price_cents=road_cents,
        trade_in_cents=paid.trade_in_cents,
        financed_cents=paid.financed_cents,
        deposit_cents=paid.deposit_cents,
        due_today_cents=paid.deposit_cents,
        due_at_delivery_cents=paid.balance_cents + (finance.first_cents if finance else 0),
        monthly_cents=finance.monthly_cents if finance else 0,
        months=finance.months if finance else 0,
        guaranteed_until=add_months(request.ordered_on, place.price_guarantee_months),
        payroll=employee_advantage(request, sold),
        versions=versions_of(request, taxes.version),
    )


def finance_basis_cents(deal: Deal) -> int:
    """Return what there is to finance: the road price less the net part exchange, at least 0."""
    return max(0, deal.road_price_cents - deal.trade_in_cents)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
