"""What all dealers sell, where orders stand and what is late."""

from flask import render_template

from store import clock
from store.desk.charts import by_brand, by_state, by_week
from store.desk.sales import sales
from store.security import staff_only
from store.staff.pages import pages


@pages.get("/figures")
@staff_only
def figures() -> str:
    """Show the figures of every brand and dealer."""
    found = sales(clock.today())
    return render_template(
        "desk/figures.html",
        found=found,
        weeks=by_week(found),
        brands=by_brand(found),
        states=by_state(found.states),
    )
