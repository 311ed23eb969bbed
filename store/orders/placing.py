"""Which dealer may be asked for an order, and which one is being asked."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from store.extensions import db
from store.markets import nearest
from store.models import Dealer, DealerOffer, Order


@dataclass(frozen=True, slots=True)
class Position:
    """Where a customer lives, in degrees."""

    lat: Decimal
    lon: Decimal


def position_of(order: Order) -> Position:
    """Return where the customer lives, as it was frozen with the order."""
    lat, lon = order.summary["position"]
    return Position(Decimal(lat), Decimal(lon))


def next_dealer(order: Order) -> Dealer | None:
    """Return the nearest open dealer of the brand that was not asked yet.

    Near means near the customer (`summary["position"]`). A stock car stands at one dealer, so
    that nobody else can be asked for it.
    """
    if order.stock_vehicle_id:
        return None
    asked = select(DealerOffer.dealer_id).where(DealerOffer.order_id == order.id)
    able = db.session.scalars(
        select(Dealer)
        .where(
            Dealer.brand == order.brand,
            Dealer.market == order.market,
            Dealer.closed_at.is_(None),
            Dealer.id.not_in(asked),
            Dealer.id != order.dealer_id,
        )
        .order_by(Dealer.key)
    )
    found = nearest(position_of(order), able)
    return found[0].what if found else None


def open_offer(order: Order) -> DealerOffer | None:
    """Return the offer whose clock runs."""
    return db.session.scalar(
        select(DealerOffer).where(
            DealerOffer.order_id == order.id,
            DealerOffer.dealer_id == order.dealer_id,
            DealerOffer.answered_at.is_(None),
        )
    )
