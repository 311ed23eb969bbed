"""What is paid at delivery once the dealer has seen the car given in exchange.

The signed Deal is never touched: where the amount changes, a statement is frozen beside it, names
it by its hash, and is itself named by an event of the order.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from store.journeys.canon import canonical, from_plain
from store.journeys.deal import Deal
from store.models import Order, PartExchange
from store.orders.deposits import DepositFact


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """The change the customer agreed to; amounts in cents.

    Attributes:
        deal_sha256: The signed Deal it stands beside.
        found_sha256: What the dealer found, line by line.
        answer: "accepted" the other offer, or "kept" the car.
        promised_cents: The trade-in as signed, net of the loan.
        trade_in_cents: The same as it will be; 0 for a car that is kept.
        due_before_cents: To pay at delivery, as signed.
        due_at_delivery_cents: The same as it will be.
    """

    deal_sha256: str
    found_sha256: str
    answer: Literal["accepted", "kept"]
    promised_cents: int
    trade_in_cents: int
    due_before_cents: int
    due_at_delivery_cents: int

    @property
    def text(self) -> str:
        """Its canonical JSON (RFC 8785): what is kept and hashed."""
        return canonical(self).decode()

    @property
    def sha256(self) -> str:
        """Hex digest of the canonical bytes."""
        return sha256(canonical(self)).hexdigest()


@dataclass(frozen=True, kw_only=True)
class AtDelivery:
    """What counts on the day of delivery, in cents: the statement where there is one."""

    trade_in_cents: int
    due_cents: int


def stages_of(order: Order, deal: Deal) -> Iterable[tuple[int, int]]:
    """Return (number, cents) of equal monthly payments in a row, as they were frozen.

    Of an order of before December 2026, as its Deal's figures have them.
    """
    finance = deal.request.finance
    return order.summary.get("instalments") or (finance.stages if finance else ())


def settlement(order: Order, row: PartExchange, answer: Literal["accepted", "kept"]) -> Settlement:
    """Return what an answer to the dealer's offer changes; the old loan is paid back as before."""
    deal = Deal.from_json(order.deal)
    loan_cents = row.declared["gross_cents"] - deal.trade_in_cents
    net_cents = row.found["gross_cents"] - loan_cents if answer == "accepted" else 0
    return Settlement(
        deal_sha256=order.deal_sha256,
        found_sha256=found_sha256(row),
        answer=answer,
        promised_cents=deal.trade_in_cents,
        trade_in_cents=net_cents,
        due_before_cents=deal.due_at_delivery_cents,
        due_at_delivery_cents=deal.due_at_delivery_cents + deal.trade_in_cents - net_cents,
    )


def found_sha256(row: PartExchange) -> str:
    """Return the hash of what the dealer found, as the events name it."""
    return sha256(canonical(row.found)).hexdigest()


def kept_settlement(row: PartExchange | None) -> Settlement | None:
    """Return the frozen statement of an order, None where nothing changed."""
    return from_plain(Settlement, json.loads(row.statement)) if row and row.statement else None


def at_delivery(deal: Deal, row: PartExchange | None, deposit: DepositFact) -> AtDelivery:
    """Return what counts at delivery: as signed, or as the customer agreed to since.

    A deposit that is neither held nor taken is not off the price: it is left to pay.
    """
    kept, missing = kept_settlement(row), deal.deposit_cents - deposit.off_cents
    if kept is None:
        due, trade_in = deal.due_at_delivery_cents, deal.trade_in_cents
    else:
        due, trade_in = kept.due_at_delivery_cents, kept.trade_in_cents
    return AtDelivery(trade_in_cents=trade_in, due_cents=due + missing)
