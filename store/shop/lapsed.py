"""A trade-in offer whose days are over: said plainly, and made anew by one button."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.formats import euros
from store.journeys.answer import answer
from store.journeys.compare import difference
from store.journeys.deal import Deal
from store.journeys.situation import situation
from store.models import Order
from store.orders.part_exchange import offer_lapsed
from store.shop.steps import here, pages, see
from store.shop.steps_bar import address
from tradein import Valuation


@pages.post("/journeys/<journey_id>/trade-in/valuation")
def value_again(journey_id: str) -> ResponseReturnValue:
    """Value the car as it was described, as of today; a second click changes nothing."""
    before = here(journey_id, "tradein")
    if before.trade_in_lapsed:
        today = clock.today().isoformat()
        answer(journey_id, "trade_in", {**before.journey.trade_in, "valued_on": today}, clock.now())
        was, now = before.valuation, here(journey_id, "tradein").valuation
        if isinstance(was, Valuation) and isinstance(now, Valuation):
            words = _(
                "Valued again: %(now)s. The offer that lapsed was %(before)s.",
                now=euros(now.gross_cents),
                before=euros(was.gross_cents),
            )
            flash(words, "ok")
    return see(address("tradein", journey_id))


def outdated(order: Order) -> str:
    """Show what differs between a purchase order and the journey as it stands now."""
    now = situation(order.journey, clock.today())
    return render_template(
        "shop/order/outdated.html",
        order=order,
        changes=difference(Deal.from_json(order.deal), now.deal),
        lapsed=offer_lapsed(order, clock.now()),
        again=now.trade_in_lapsed,
    )
