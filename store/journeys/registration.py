"""What another registration month would cost, and the electric car aid beside the price; pure."""

from dataclasses import dataclass
from datetime import date
from typing import get_args

from store.journeys.compare import Comparison, compare_registration
from store.journeys.deal import Deal
from store.markets import AidEstimate, IncomeBand, UnknownLaw, market


AIDED = frozenset({"car", "option", "accessory", "discount"})


@dataclass(frozen=True)
class Aid:
    """An estimate for one income band, never part of the price."""

    band: IncomeBand
    estimate: AidEstimate


def next_january(deal: Deal) -> Comparison | None:
    """Compare a Deal with the same car registered next January; None if that is its month."""
    january = date(deal.request.ordered_on.year + 1, 1, 1)
    if deal.request.registration_month.replace(day=1) >= january:
        return None
    return compare_registration(deal.request, january)


def aids(deal: Deal, *, natural_person: bool) -> tuple[Aid, ...]:
    """Estimate the electric car aid by income band; nothing where there is none to speak of.

    The amounts of a day that is not verified are not shown: nothing is guessed.
    """
    request = deal.request
    ask = market(request.market).ev_aid_estimate
    if ask is None or request.vehicle.energy != "bev":
        return ()
    cents = sum(row.cents for row in deal.price_lines if row.kind in AIDED)
    bands: tuple[IncomeBand, ...] = get_args(IncomeBand)
    try:
        return tuple(
            Aid(
                band,
                ask(
                    request.vehicle,
                    cents,
                    band,
                    request.ordered_on,
                    natural_person=natural_person,
                ),
            )
            for band in bands
        )
    except UnknownLaw:
        return ()
