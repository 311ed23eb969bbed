"""The dealers and how they answer."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from store import clock
from store.catalogue.brands import BRANDS
from store.desk.answers import Figures, answer_figures
from store.extensions import db
from store.markets import market
from store.models import Dealer, Order
from store.orders.lifecycle import State
from store.security import staff_only
from store.staff.pages import pages


MARKET = "FR"


@dataclass(frozen=True)
class Line:
    """One dealer: the figures of thirty days, and what is open now."""

    dealer: Dealer
    figures: Figures
    to_answer: int
    in_progress: int


@pages.get("/dealers")
@staff_only
def dealers() -> ResponseReturnValue:
    """Show every dealer with its response times."""
    every = list(db.session.scalars(select(Dealer).order_by(Dealer.brand, Dealer.name)))
    figures = answer_figures((dealer.id for dealer in every), clock.now(), market(MARKET).opening())
    counted = select(Order.dealer_id, Order.state, func.count(Order.id)).group_by(
        Order.dealer_id, Order.state
    )
    known = {(dealer_id, state): count for dealer_id, state, count in db.session.execute(counted)}
    lines = [
        Line(
            dealer,
            figures[dealer.id],
            known.get((dealer.id, State.OFFERED), 0),
            known.get((dealer.id, State.ACCEPTED), 0),
        )
        for dealer in every
    ]
    return render_template("staff/dealers.html", lines=lines, brands=BRANDS)
