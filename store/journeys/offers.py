"""The named offers of the staff, as the discounts a price is made with."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from sqlalchemy import bindparam, select

from store.extensions import db
from store.journeys.canon import canonical, from_plain
from store.journeys.terms import Base, Discount
from store.models import NamedOffer


KEPT = "named offers in force"
# Written once: every click asks.
OF_BRAND = (
    select(NamedOffer)
    .where(
        NamedOffer.market == bindparam("market"),
        NamedOffer.brand == bindparam("brand"),
        NamedOffer.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(NamedOffer.starts, NamedOffer.id)
)


def discount_of(row: NamedOffer) -> Discount:
    """Return an offer as a discount; its source names the offer and who decided on it."""
    return Discount(
        code=row.code,
        label=dict(row.label),
        base=cast("Base", row.base),
        percent=None if row.percent is None else Decimal(row.percent),
        amount_cents=row.amount_cents,
        starts=row.starts,
        until=row.until,
        models=tuple(row.models),
        stacks_with=tuple(row.stacks_with),
        source=f"named offer {row.id}",
    )


def offers_of(market: str, brand: str, states: Sequence[str]) -> tuple[Discount, ...]:
    """Return a brand's offers in some states, the oldest first."""
    rows = db.session.scalars(OF_BRAND, {"market": market, "brand": brand, "states": list(states)})
    return tuple(discount_of(row) for row in rows)


def approved(market: str, brand: str) -> str:
    """Return a brand's approved offers as text that compares; read once a session."""
    kept: dict[tuple[str, str], str] = db.session().info.setdefault(KEPT, {})
    if (market, brand) not in kept:
        found = offers_of(market, brand, ("approved",))
        kept[market, brand] = as_text(found)
    return kept[market, brand]


def forget() -> None:
    """Read the offers anew: one was decided on."""
    db.session().info.pop(KEPT, None)


def as_text(offers: Sequence[Discount]) -> str:
    """Return offers as canonical JSON."""
    return canonical(list(offers)).decode()


def from_text(text: str) -> tuple[Discount, ...]:
    """Return the offers of a text; raises NotPlainError."""
    return tuple(from_plain(Discount, one) for one in json.loads(text))
