"""What was promised for a car, made again from the answers, the model and the rules of that day."""

from dataclasses import dataclass
from datetime import date

from store.journeys.wishes import trade_in_condition, trade_in_facts
from store.models import Order, PartExchange
from store.orders.lifecycle import State
from store.orders.part_exchange import part_exchange_of
from store.orders.refusals import NotFound
from store.orders.valuation_tables import kept_tables
from tradein import Declared, InvalidFactsError, Rules, Valuation, ValuationModel, value


@dataclass(frozen=True, kw_only=True)
class Promise:
    """The declared car with its offer, and what it was valued by."""

    declared: Declared
    model: ValuationModel
    rules: Rules


def promise_of(row: PartExchange) -> Promise:
    """Return the promise of a trade-in, to the cent that was signed.

    Raises:
        ArchiveError: its model or rules are not in the archive.
        InvalidFactsError: they no longer come to the signed amount.
    """
    model, rules = kept_tables(row.declared)
    facts, state = trade_in_facts(row.declared), trade_in_condition(row.declared)
    on = date.fromisoformat(row.declared["on"])
    offer = value(facts, state, model, rules, on)
    if not isinstance(offer, Valuation) or offer.gross_cents != row.declared["gross_cents"]:
        raise InvalidFactsError("offer", "other-amount", "is not what was signed")
    declared = Declared(facts=facts, condition=state, offer=offer, on=on)
    return Promise(declared=declared, model=model, rules=rules)


def owed(order: Order) -> PartExchange:
    """Return the trade-in of an order that a dealer has accepted.

    Raises:
        NotFound: the order has none, or no dealer has accepted it yet.
    """
    row = part_exchange_of(order)
    if row is None or State(order.state) not in {State.ACCEPTED, State.DELIVERED}:
        raise NotFound("part exchange", "the order has none to look at")
    return row
