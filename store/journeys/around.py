"""The dealers around a customer, and what a change of place means for answers already given."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from store.extensions import db
from store.markets import Near, Place, nearest
from store.models import Dealer, Journey


SHOWN = 3


def dealers_near(journey: Journey, home: Place) -> tuple[Near[Dealer], ...]:
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
    near = nearest(home, open_ones)
    if journey.stock_vehicle is not None:
        return tuple(one for one in near if one.what.id == journey.stock_vehicle.dealer_id)
    chosen = (one for one in near[SHOWN:] if one.what.id == journey.dealer_id)
    return (*near[:SHOWN], *chosen)


def moved(buyer: Mapping[str, Any], home: Place) -> dict[str, Any]:
    """Return the buyer's answers at another commune; pure. The street is theirs to check."""
    if not buyer:
        return {}
    town = {"postcode": home.postcode, "commune": home.commune, "insee": home.insee}
    return {**buyer, **town}
