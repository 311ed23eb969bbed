"""What one dealer sells, where its orders stand and what is late."""

from flask import render_template

from store import clock
from store.dealer.ownership import laid_before, own_dealer
from store.dealer.pages import pages
from store.desk.answers import answer_figures
from store.desk.charts import by_state, by_week
from store.desk.sales import sales
from store.markets import market
from store.security import dealer_only


@pages.get("/figures")
@dealer_only
def figures() -> str:
    """Show the dealer's own figures: orders it refused or let lapse are not counted."""
    dealer = own_dealer()
    found = sales(clock.today(), laid_before(dealer.id))
    opening = market(dealer.market).opening()
    return render_template(
        "desk/figures.html",
        found=found,
        weeks=by_week(found),
        brands=(),
        states=by_state(found.states),
        answers=answer_figures([dealer.id], clock.now(), opening)[dealer.id],
    )
