"""The customer answers another offer: takes it, or keeps the car.

Cancelling the order instead is the withdrawal (`store.orders.withdraw`), which leads the trade-in
along.
"""

from datetime import datetime
from typing import Literal

from store.extensions import transaction
from store.models import Order, PartExchange
from store.orders.events import locked_for_buyer, record
from store.orders.letters import write_customer, write_dealer
from store.orders.part_exchange import take
from store.orders.settlement import kept_settlement, settlement
from store.part_exchange.promise import owed
from tradein import Stage, Step, WrongStageError


Answer = Literal["accepted", "kept"]
STEPS = {"accepted": Step.ACCEPT, "kept": Step.WITHDRAW}


def decide(order_id: str, account_id: str, answer: Answer, at: datetime) -> None:
    """Answer the dealer's other offer; the same answer twice is one.

    A statement of what is paid at delivery is frozen beside the signed Deal.

    Raises:
        NotFound: the buyer has no such order, or it has no car to look at.
        tradein.WrongStageError: nothing is to be answered, or the other answer was given.
    """
    with transaction():
        order = locked_for_buyer(order_id, account_id)
        row = owed(order)
        kept = kept_settlement(row)
        if kept is None or kept.answer != answer:
            _decide(order, row, answer, at)


def _decide(order: Order, row: PartExchange, answer: Answer, at: datetime) -> None:
    if row.stage != Stage.REOFFERED:  # the table alone would let an accepted car be kept later
        raise WrongStageError("trade_in", row.stage, "nothing is to be answered")
    made = settlement(order, row, answer)
    kind, told = take(row, STEPS[answer], trade_in_cents=made.trade_in_cents)
    row.statement = made.text
    data = {**told, "statement_sha256": made.sha256}
    record(order, kind, f"customer:{order.account_id}", data, at)
    facts = {
        "answer": answer,
        "trade_in_cents": made.trade_in_cents,
        "due_cents": made.due_at_delivery_cents,
    }
    write_customer(order, "trade_in_settlement", at, facts=facts)
    write_dealer(order, order.dealer, "dealer_trade_in", at, facts=facts)
