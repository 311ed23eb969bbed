"""Whose journey it is: the only way the customer's pages reach one."""

from collections.abc import Sequence

from flask import abort, g, session

from store.extensions import db
from store.models import Account, Journey
from store.security import account


KEPT = 20  # journeys a browser remembers; older ones are reached by their link or account


def remembered() -> Sequence[str]:
    """Return the ids of the journeys this browser began or was given, the oldest first."""
    ids: list[str] = session.get("journeys", [])
    return ids


def remember(journey_id: str) -> None:
    """Give a journey to this browser."""
    others = [known for known in remembered() if known != journey_id]
    session["journeys"] = [*others, journey_id][-KEPT:]
    session.permanent = True


def own_journey(journey_id: str) -> Journey:
    """Return a journey of this visitor; a stranger gets 404 and learns nothing."""
    journey = db.session.get(Journey, journey_id)
    if journey is None or not _is_mine(journey):
        abort(404)
    g.brand_key = journey.brand
    return journey


def only_mine(journey_id: str) -> None:
    """Let nobody else pass; the database is asked only where this browser does not remember it."""
    if journey_id not in remembered():
        own_journey(journey_id)


def _is_mine(journey: Journey) -> bool:
    if journey.id in remembered():
        return True
    person = account()
    return person is not None and journey.account_id == person.id


def customer() -> Account | None:
    """Return the customer who is signed in; a dealer or a member of the staff is a visitor here."""
    person = account()
    return person if person and person.role == "customer" else None


def customer_id() -> str | None:
    """Return the account that a journey begun now belongs to; None for visitors."""
    person = customer()
    return person.id if person else None
