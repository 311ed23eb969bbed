"""The dealers around a customer, and what a change of place means for answers already given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from store.extensions import db
from store.markets import Near, Place, nearest
from store.models import Dealer, Journey


SHOWN = 3


@dataclass(frozen=True)
class Site:
    """Where a dealer stands, in degrees."""

    dealer: Dealer
    lat: float
    lon: float


def dealers_near(journey: Journey, home: Place) -> tuple[Near[Site], ...]:
    """Return the nearest open dealers of the journey's brand, and the chosen one if it is farther.

    A stock car stands at one dealer, who is then the only one.
    """
    open_ones = db.session.scalars(
        select(Dealer)
        .where(
            Dealer.brand == journey.brand,
            Dealer.market == journey.market,
            Dealer.closed_at.is_(None),
        )
        .order_by(Dealer.key)
    )
    near = nearest(home, [Site(one, one.lat, one.lon) for one in open_ones])
    if journey.stock_vehicle is not None:
        fixed = journey.stock_vehicle.dealer_id
        return tuple(one for one in near if one.what.dealer.id == fixed)
    chosen = (one for one in near[SHOWN:] if one.what.dealer.id == journey.dealer_id)
    return (*near[:SHOWN], *chosen)


def moved(buyer: Mapping[str, Any], home: Place) -> dict[str, Any]:
    """Return the buyer's answers at another commune; pure. The street is theirs to check."""
    if not buyer:
        return {}
    town = {"postcode": home.postcode, "commune": home.commune, "insee": home.insee}
    return {**buyer, **town}
