"""The right of withdrawal: every amount is shown first, then one click ends the contract.

Code de la consommation, articles L221-18 (14 days from delivery; the contract may be withdrawn
from before delivery too), L221-19 (a period that would end on a day off ends on the next working
day), L221-24 (refund within 14 days) and L312-54 (the credit bought with the car ends with it).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.extensions import transaction
from store.journeys.deal import Deal
from store.markets import market
from store.models import Order
from store.orders.deposits import deposit_fact, held_payment
from store.orders.events import advance, locked_for_buyer
from store.orders.lifecycle import Act, State, may, next_state
from store.orders.part_exchange import part_exchange_of
from store.orders.refusals import TooLate
from store.orders.settlement import at_delivery
from store.orders.unwind import unwind


REFUND_DAYS = 14
SATURDAY = 5
IN_MONEY = frozenset({"deposit_refunded", "balance_refunded"})


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One amount that goes back.

    `code` is deposit_released, deposit_refunded, balance_refunded, trade_in_settled or
    credit_ended; `by` is store, dealer or lender.
    """

    code: str
    cents: int
    by: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalAmounts:
    """What a withdrawal would do, shown before it is confirmed.

    Attributes:
        lines: Every amount that goes back.
        returned_cents: What the buyer gets back in money from store and dealer.
        costs_cents: What the withdrawal costs the buyer: nothing.
        car_returned: Whether there is a delivered car to bring back.
        until: Last moment to withdraw; None while the car is not delivered.
        refund_by: Last day of the refund, if withdrawn now.
    """

    lines: tuple[ReturnLine, ...]
    returned_cents: int
    costs_cents: int
    car_returned: bool
    until: datetime | None
    refund_by: date


def withdrawal_amounts(order: Order, at: datetime) -> WithdrawalAmounts:
    """Return every amount of a withdrawal at this moment.

    Raises:
        WrongState: the order cannot be withdrawn from in its state.
    """
    next_state(State(order.state), Act.WITHDRAW)
    lines = (*_deposit_lines(order), *_delivered_lines(order, at))
    zone = ZoneInfo(market(order.market).timezone)
    return WithdrawalAmounts(
        lines=lines,
        returned_cents=sum(line.cents for line in lines if line.code in IN_MONEY),
        costs_cents=0,
        car_returned=order.state == State.DELIVERED,
        until=withdrawal_deadline(order),
        refund_by=at.astimezone(zone).date() + timedelta(days=REFUND_DAYS),
    )


def may_withdraw(order: Order, at: datetime) -> bool:
    """Say whether its state and its period allow to withdraw from an order."""
    last = withdrawal_deadline(order)
    return may(State(order.state), Act.WITHDRAW) and (last is None or at < last)


def withdrawal_deadline(order: Order) -> datetime | None:
    """Return the last moment to withdraw, or None while the car is not delivered."""
    if order.delivered_at is None:
        return None
    country = market(order.market)
    zone = ZoneInfo(country.timezone)
    day = order.delivered_at.astimezone(zone).date() + timedelta(days=country.withdrawal_days)
    while _is_day_off(day, order.market):
        day += timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), time(), zone)


def withdraw(order_id: str, account_id: str, at: datetime) -> Order:
    """Withdraw for the buyer, who gives no reason; a second click changes nothing.

    Raises:
        NotFound: the buyer has no such order.
        TooLate: the 14 days after delivery are over.
        WrongState: nothing is signed yet, or the order has ended otherwise.
    """
    with transaction():
        order = locked_for_buyer(order_id, account_id)
        if order.state != State.WITHDRAWN:
            _withdraw(order, account_id, at)
        return order


def _withdraw(order: Order, account_id: str, at: datetime) -> None:
    before, last = State(order.state), withdrawal_deadline(order)
    if last is not None and at >= last:
        raise TooLate("withdrawal", f"the period ended on {last.isoformat()}")
    amounts = withdrawal_amounts(order, at)
    shown = [{"code": line.code, "cents": line.cents, "by": line.by} for line in amounts.lines]
    data = {"from": before, "lines": shown, "refund_by": amounts.refund_by.isoformat()}
    advance(order, Act.WITHDRAW, f"customer:{account_id}", data, at)
    facts = {
        "refund_by": amounts.refund_by.isoformat(),
        "returned_cents": amounts.returned_cents,
        "released": any(line.code == "deposit_released" for line in amounts.lines),
    }
    unwind(order, before, "withdrawn", at, facts=facts)


def _deposit_lines(order: Order) -> tuple[ReturnLine, ...]:
    payment = held_payment(order.id)
    if payment is None:
        return ()
    code = "deposit_refunded" if payment.state == "captured" else "deposit_released"
    return (ReturnLine(code, payment.amount_cents, "store"),)


def _delivered_lines(order: Order, at: datetime) -> tuple[ReturnLine, ...]:
    if order.state != State.DELIVERED:
        return ()
    deal = Deal.from_json(order.deal)
    paid = at_delivery(deal, part_exchange_of(order), deposit_fact(order, at))
    lines = (
        ReturnLine("balance_refunded", paid.due_cents, "dealer"),
        ReturnLine("trade_in_settled", paid.trade_in_cents, "dealer"),
        ReturnLine("credit_ended", deal.financed_cents, "lender"),
    )
    return tuple(line for line in lines if line.cents)


def _is_day_off(day: date, country: str) -> bool:
    holidays = {when for when, _ in market(country).public_holidays(day.year)}
    return day.weekday() >= SATURDAY or day in holidays
