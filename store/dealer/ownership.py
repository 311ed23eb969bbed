"""Which orders a dealer may see: the only way the dealer's pages reach one."""

from flask import abort
from sqlalchemy import ColumnElement, and_, select
from werkzeug.exceptions import NotFound

from store.extensions import db
from store.models import Account, Dealer, DealerOffer, Order
from store.security import account


LOST = ("refused", "silent")


class MovedOn(LookupError):
    """The order was before this dealer and is before another one now."""


def seller() -> Account:
    """Return who is signed in at a dealer."""
    person = account()
    if person is None or person.dealer_id is None:
        abort(404)
    return person


def own_dealer() -> Dealer:
    """Return the dealer of who is signed in."""
    dealer = seller().dealer
    if dealer is None:
        abort(404)
    return dealer


def laid_before(dealer_id: str) -> ColumnElement[bool]:
    """Join an order to the offer that lets this dealer see it.

    An order is seen from the offer on. One that this dealer refused, or left unanswered, is gone
    from its desk with every personal datum in it.
    """
    return and_(
        Order.dealer_id == dealer_id,
        DealerOffer.order_id == Order.id,
        DealerOffer.dealer_id == dealer_id,
        DealerOffer.answer.is_(None) | DealerOffer.answer.not_in(LOST),
    )


def own_order(order_id: str) -> tuple[Order, DealerOffer]:
    """Return an order before, or of, this dealer and its offer; a stranger gets 404.

    Raises:
        MovedOn: it was before this dealer once.
    """
    dealer_id = seller().dealer_id or ""
    found = db.session.execute(
        select(Order, DealerOffer)
        .join(DealerOffer, laid_before(dealer_id))
        .where(Order.id == order_id)
    ).one_or_none()
    if found is None:
        raise _absence(order_id, dealer_id)
    return found[0], found[1]


def _absence(order_id: str, dealer_id: str) -> LookupError | NotFound:
    once = select(DealerOffer.id).filter_by(order_id=order_id, dealer_id=dealer_id)
    return MovedOn(order_id) if db.session.scalar(once) else NotFound()
