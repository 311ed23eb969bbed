"""What a person has here: orders, projects, devices."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from store import clock
from store.account.devices import device
from store.account.pages import home_of, pages
from store.accounts.journeys import journeys_of
from store.accounts.orders import orders_of
from store.accounts.sessions import open_sessions
from store.employees.entitlement import entitled
from store.journeys.look import CarLook
from store.security import account, signed_in


@pages.get("/account")
@signed_in
def overview() -> ResponseReturnValue:
    """Show everything of this person on one page."""
    person = account() or abort(404)
    orders = orders_of(person.id)
    begun = {order.journey_id for order in orders}
    return render_template(
        "account/overview.html",
        person=person,
        home=home_of(person),
        orders=orders,
        looks={one.id: CarLook(**one.summary["look"]) for one in orders},
        journeys=[one for one in journeys_of(person.id) if one.id not in begun],
        employee=entitled(person.email, clock.today()) is not None,
        sessions=[device(one) for one in open_sessions(person.id, clock.now())],
    )
