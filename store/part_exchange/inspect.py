"""The dealer has seen the car: judged by the rules it was promised by."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from store.extensions import transaction
from store.journeys.canon import to_plain
from store.models import Order, PartExchange
from store.orders.events import locked_for_dealer, record
from store.orders.letters import write_customer
from store.orders.part_exchange import take
from store.orders.settlement import found_sha256
from store.papers.receive import day_of
from store.part_exchange.promise import owed, promise_of
from tradein import Condition, Found, Stage, Step, Verdict, recheck


OUTCOMES = {"confirmed": Step.CONFIRM, "reoffered": Step.REOFFER}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the dealer saw: the odometer and the state of the car."""

    km: int
    condition: Condition


def inspect(order_id: str, dealer_id: str, account_id: str, seen: Seen, at: datetime) -> str:
    """Recheck the car and return "confirmed", "reoffered" or "referred".

    Within the tolerance the promised amount stands by itself. Beyond it the customer is offered
    another, line by line, and decides. What the rules leave to a person waits for `judge`.
    A second click changes nothing. The pictures come first (`keep_picture`).

    Raises:
        NotFound: the order is not this dealer's, or has no car to look at.
        tradein.WrongStageError: it was looked at before, and found otherwise.
        tradein.InvalidFactsError: a fact cannot be true, or a line has no picture.
    """
    with transaction():
        order = locked_for_dealer(order_id, dealer_id)
        row = owed(order)
        plain = {"km": seen.km, "condition": to_plain(asdict(seen.condition))}
        if row.stage in {Stage.ESTIMATE, Stage.FIRM} or row.found.get("seen") != plain:
            _inspect(order, row, seen, f"dealer:{account_id}", at)
        outcome: str = row.found["outcome"]
        return outcome


def _inspect(order: Order, row: PartExchange, seen: Seen, actor: str, at: datetime) -> None:
    kind, told = take(row, Step.INSPECT, km=seen.km)
    on, promise = day_of(order, at), promise_of(row)
    pictures = dict(row.found.get("pictures", {}))
    found = Found(on=on, km=seen.km, condition=seen.condition, pictures=pictures)
    verdict = recheck(promise.declared, found, promise.model, promise.rules)
    row.found = _found(seen, on, verdict, pictures)
    record(order, kind, actor, {**told, "found_sha256": found_sha256(row)}, at)
    step = OUTCOMES.get(verdict.outcome)
    if step is not None:
        conclude(order, row, step, actor, at)


def conclude(order: Order, row: PartExchange, step: Step, actor: str, at: datetime) -> None:
    """Confirm, or offer another amount, and write to the customer; in the caller's transaction."""
    kind, told = take(row, step, gross_cents=row.found["gross_cents"])
    record(order, kind, actor, {**told, "found_sha256": found_sha256(row)}, at)
    facts = {
        "promised_cents": row.declared["gross_cents"],
        "gross_cents": row.found["gross_cents"],
        "changes": row.found["lines"],
    }
    write_customer(order, f"trade_in_{step}", at, facts=facts)


def _found(seen: Seen, on: date, verdict: Verdict, pictures: dict[str, str]) -> dict[str, Any]:
    """Return what a trade-in keeps of its recheck, as plain JSON."""
    return {
        "on": on.isoformat(),
        "seen": {"km": seen.km, "condition": to_plain(asdict(seen.condition))},
        "pictures": pictures,
        "outcome": verdict.outcome,
        "gross_cents": verdict.gross_cents,
        "lines": [to_plain(line) for line in verdict.lines],
        "reasons": [to_plain(reason) for reason in verdict.reasons],
    }
