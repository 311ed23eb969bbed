"""An employee or beneficiary puts a journey under their terms, with the undertaking they gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, or_, select

from store.clock import PARIS
from store.employees.approval import NotEntitled
from store.employees.entitlement import standing_of, terms_for
from store.extensions import db
from store.journeys.answer import adopt, take_terms
from store.journeys.terms import Terms
from store.models import Account, Employee, Journey, Order
from store.orders.letters import Post, send
from store.orders.lifecycle import State


REPLACEABLE = (State.READY, State.EXPIRED, State.CANCELLED, State.WITHDRAWN)


@dataclass(frozen=True)
class Offered:
    """What a person may buy under, and how many more cars."""

    person: Employee
    terms: Terms
    left: int


def offered_to(account: Account, on: date) -> Offered | None:
    """Return the terms of who owns an account, None for who is not entitled on a day."""
    found = standing_of(account.email, on)
    if found is None or not found[1].entitled:
        return None
    person, standing = found
    return Offered(person, terms_for(person, on), max(0, standing.left))


def own_journeys(account_id: str, remembered: Sequence[str]) -> list[Journey]:
    """Return a person's journeys that can still take other terms, the latest first.

    Args:
        account_id: Whose.
        remembered: Journeys this browser began before anybody signed in.
    """
    begun = Journey.id.in_(remembered) & Journey.account_id.is_(None)
    ordered = exists().where(Order.journey_id == Journey.id, Order.state.not_in(REPLACEABLE))
    return list(
        db.session.scalars(
            select(Journey)
            .where(or_(Journey.account_id == account_id, begun), ~ordered)
            .order_by(Journey.updated_at.desc())
        )
    )


def activate(journey_id: str, account: Account, undertaking: str, at: datetime) -> Terms:
    """Put a journey under the terms of who owns the account, and send them their undertaking.

    The letter is the durable copy of the undertaking, and with the outbox its record.

    Args:
        journey_id: One of `own_journeys`.
        account: Who asks; their address was proved when they signed in.
        undertaking: The sentence that was ticked.
        at: This moment.

    Raises:
        NotEntitled: not_entitled or over_quota.
    """
    found = offered_to(account, at.astimezone(PARIS).date())
    if found is None:
        raise NotEntitled("not_entitled")
    if found.left == 0:
        raise NotEntitled("over_quota")
    adopt(journey_id, account.id, at)
    take_terms(journey_id, found.terms.kind, found.person.id, at)
    send(_letter(journey_id, account, found, undertaking), at)
    return found.terms


def _letter(journey_id: str, account: Account, found: Offered, undertaking: str) -> Post:
    return Post(
        template="employee_terms",
        reference=f"{journey_id}:{found.terms.key}:{found.person.number}",
        to=account.email,
        locale=account.locale,
        facts={
            "undertaking": undertaking,
            "terms": found.terms.key,
            "number": found.person.number,
            "months": found.terms.holding_months,
        },
    )


def leave(journey_id: str, at: datetime) -> None:
    """Put a journey back under the public terms."""
    take_terms(journey_id, "public", None, at)
