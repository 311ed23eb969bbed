"""Which rows are a person's: by account, by order, by journey, by address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from store.models import Journey, Order, Paper, PaperFile, Payment, PaymentEvent
from store.orders.belonging import belonging


@dataclass(frozen=True, slots=True)
class Person:
    """Whose data is looked for: an account and the address it proved."""

    account_id: str
    email: str


def orders_of(person: Person) -> Select[str]:
    """Return the ids of the orders that name a person's account, proved or not."""
    return select(Order.id).where(Order.account_id == person.account_id)


def own_orders_of(person: Person) -> Select[str]:
    """Return the ids of a person's own orders: a stranger may have typed the address of others."""
    return orders_of(person).where(belonging())


def unsigned_orders_of(person: Person) -> Select[str]:
    """Return the ids of the orders a person never signed: no contract, nothing the law keeps."""
    return orders_of(person).where(Order.signed_at.is_(None))


def journeys_about(person: Person) -> ColumnElement[bool]:
    """Match a person's journeys, those begun as a guest with the same address among them."""
    typed = func.lower(Journey.buyer["email"].as_string())
    guest = and_(Journey.account_id.is_(None), typed == person.email)
    return or_(Journey.account_id == person.account_id, guest)


Column = InstrumentedAttribute[Any]
Rows = Callable[[Person], ColumnElement[bool]]


def of_order(order_id: Column) -> Rows:
    """Match rows by the person's orders."""
    return lambda person: order_id.in_(own_orders_of(person))


def of_journey(journey_id: Column) -> Rows:
    """Match rows by the person's journeys."""
    mine = select(Journey.id)
    return lambda person: journey_id.in_(mine.where(Journey.account_id == person.account_id))


def of_nobody(_person: Person) -> ColumnElement[bool]:
    """Match no row: nobody but the browser that sent it can tell whose it is."""
    return false()


def of_own_orders(person: Person) -> ColumnElement[bool]:
    """Match the person's own orders."""
    return Order.id.in_(own_orders_of(person))


def of_account(account_id: Column) -> Rows:
    """Match rows by the account."""
    return lambda person: account_id == person.account_id


def of_paper(person: Person) -> ColumnElement[bool]:
    """Match the files of the person's papers."""
    return PaperFile.paper_id.in_(select(Paper.id).where(Paper.order_id.in_(own_orders_of(person))))


def of_payment(person: Person) -> ColumnElement[bool]:
    """Match what the provider said of the person's payments."""
    mine = Payment.order_id.in_(own_orders_of(person))
    named = PaymentEvent.payload["object_id"].as_string()
    intents = select(Payment.intent_id).where(mine)
    return or_(named.in_(intents), named.in_(select(Payment.checkout_id).where(mine)))
