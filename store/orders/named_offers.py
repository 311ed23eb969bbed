"""Named offers: one of the staff proposes, another decides; nothing is edited afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from store.extensions import db, transaction
from store.journeys.deal import Deal
from store.journeys.offer_rules import check_offer
from store.journeys.offers import discount_of, forget, offers_of
from store.journeys.terms import Discount
from store.markets import market
from store.models import NamedOffer
from store.orders.refusals import NotFound, SamePerson
from store.orders.staff import member


OPEN = ("proposed", "approved")


def offer_row(said: Mapping[str, Any], account_id: str, at: datetime) -> NamedOffer:
    """Return an unsaved offer of what was said, its figures checked.

    Raises:
        DealError: The offer is wrong in itself or beside the others.
    """
    row = NamedOffer(**said, state="proposed", proposed_by=account_id, proposed_at=at)
    others = offers_of(row.market, row.brand, OPEN)
    check_offer(discount_of(row), others, (row.currency, market(row.market).currency))
    return row


def propose(said: Mapping[str, Any], account_id: str, at: datetime) -> NamedOffer:
    """Keep an offer for a second person to decide on; raises DealError, NotFound."""
    with transaction():
        row = offer_row(said, member(account_id).id, at)
        db.session.add(row)
    return row


def decide(offer_id: str, account_id: str, at: datetime, *, approve: bool) -> NamedOffer:
    """Approve or refuse an offer.

    Raises:
        NotFound: No such proposal, or the person is not of the staff.
        SamePerson: Who proposed it decides on it.
    """
    with transaction():
        row = _locked(offer_id, "proposed")
        person = member(account_id)
        if person.id == row.proposed_by:
            raise SamePerson("offer", "nobody decides on their own offer")
        row.state = "approved" if approve else "refused"
        row.decided_by, row.decided_at = person.id, at
    forget()
    return row


def end(offer_id: str, account_id: str) -> NamedOffer:
    """Let an approved offer end at once; orders made under it keep it.

    Raises:
        NotFound: No such offer is approved, or the person is not of the staff.
    """
    with transaction():
        row = _locked(offer_id, "approved")
        member(account_id)
        row.state = "ended"
    forget()
    return row


def stored_offers(deal: Deal) -> tuple[Discount, ...]:
    """Return an order's offers by the table; a stock car's own reduction is the order's."""
    request = deal.request
    rows = offers_of(request.market, request.brand, ("approved", "ended"))
    known = {one.source: one for one in rows}
    return tuple(
        known.get(one.source, one)
        for one in request.offers
        if one.code == "stock" or one.source in known
    )


def _locked(offer_id: str, state: str) -> NamedOffer:
    row = db.session.get(NamedOffer, offer_id, with_for_update=True)
    if row is None or row.state != state:
        raise NotFound("offer", "there is none to decide on")
    return row
