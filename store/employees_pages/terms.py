"""Employee terms: what they give, and putting a journey under them."""

from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, lazy_gettext as _l

from store import clock
from store.employees.activation import Offered, activate, leave, offered_to, own_journeys
from store.employees.approval import NotEntitled
from store.employees_pages.pages import pages
from store.formats import euros, percent
from store.journeys.situation import Situation, situation
from store.journeys.terms import Discount
from store.locale import pick
from store.models import Account, Journey
from store.security import account, customer_only


SHOWN = 5
PROBLEMS = {
    "not_entitled": _l("The HR file does not name your address today."),
    "over_quota": _l("Your household has ordered as many cars as its terms allow."),
}


@dataclass(frozen=True)
class Car:
    """One of the person's journeys, priced under the terms it has."""

    journey: Journey
    now: Situation


def buyer() -> Account:
    """Return the signed-in customer."""
    person = account()
    if person is None:
        abort(404)
    return person


def journeys() -> list[Journey]:
    """Return the visitor's journeys that can still take other terms."""
    return own_journeys(buyer().id, session.get("journeys", []))


@pages.get("/employees")
@customer_only
def overview() -> ResponseReturnValue:
    """Show a person's terms and the cars they are configuring."""
    return _page()


def _page(problem: str = "", wrong: str = "") -> str:
    on = clock.today()
    found = offered_to(buyer(), on)
    return render_template(
        "employees/terms.html",
        found=found,
        discounts=_discounts(found, on) if found else [],
        cars=_cars(on) if found else [],
        undertaking=_undertaking(found) if found else "",
        problem=problem,
        wrong=wrong,
    )


def _cars(on: date) -> list[Car]:
    return [Car(journey, situation(journey, on)) for journey in journeys()[:SHOWN]]


def _value(rule: Discount) -> str:
    if rule.percent is not None:
        return percent(rule.percent, 0)
    return euros(rule.amount_cents or 0)


def _discounts(found: Offered, on: date) -> list[tuple[str, str]]:
    """Return the discounts in force, as label and value."""
    return [
        (pick(dict(rule.label)), _value(rule))
        for rule in found.terms.rules
        if rule.starts <= on and (rule.until is None or on <= rule.until)
    ]


def _undertaking(found: Offered) -> str:
    return _(
        "I undertake to keep the car for at least %(months)s months from its registration.",
        months=found.terms.holding_months,
    )


@pages.post("/journeys/<journey_id>/employee-terms")
@customer_only
def take(journey_id: str) -> ResponseReturnValue:
    """Put a journey under the person's terms, once they have ticked the undertaking themselves."""
    _own(journey_id)
    found = offered_to(buyer(), clock.today())
    if found and not request.form.get("undertaking"):
        return _page(_("Tick the undertaking to buy under these terms."), journey_id), 422
    try:
        activate(journey_id, buyer(), _undertaking(found) if found else "", clock.now())
    except NotEntitled as error:
        return _page(str(PROBLEMS[error.reason]), journey_id), 422
    flash(_("Your terms are in the price. A second person checks the order after you sign."), "ok")
    return redirect(url_for("employees.overview"), 303)


@pages.post("/journeys/<journey_id>/public-terms")
@customer_only
def give_back(journey_id: str) -> ResponseReturnValue:
    """Put a journey back under the public terms."""
    _own(journey_id)
    leave(journey_id, clock.now())
    flash(_("The public price is back."), "info")
    return redirect(url_for("employees.overview"), 303)


def _own(journey_id: str) -> None:
    if journey_id not in {journey.id for journey in journeys()}:
        abort(404)
