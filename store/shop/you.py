"""Who buys: few fields; the town comes from the step before."""

from datetime import date
from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from store import clock
from store.desk.text_fields import refusal
from store.journeys.answer import adopt, answer
from store.journeys.situation import Situation
from store.markets import market
from store.shop.forms.co_buyer import kept_co_buyer
from store.shop.forms.you import YouForm
from store.shop.ownership import customer
from store.shop.steps import FIRST, here, onward, page, pages, refused, see
from store.shop.steps_bar import address


@pages.get("/journeys/<journey_id>/you")
def you(journey_id: str) -> ResponseReturnValue:
    """Ask who buys."""
    now = here(journey_id, "you")
    form = YouForm(_kept(now))
    for name, error in now.buyer_refusals.items():
        form.refuse(name, refusal(error))
    return _town_first(now) or _page(now, form)


@pages.post("/journeys/<journey_id>/you")
def introduce(journey_id: str) -> ResponseReturnValue:
    """Keep who buys."""
    now, form = here(journey_id, "you"), YouForm()
    person = customer()
    if person:
        form.email.data, form.email.raw_data = person.email, [person.email]
        form.email.process_errors = ()
    elsewhere = _town_first(now)
    if elsewhere is not None:
        return elsewhere
    form.validate()
    form.check_all(market(now.journey.market).least_age, clock.today())
    if form.errors:
        return refused(_page(now, form))
    answer(journey_id, "buyer", form.answers(_town(now)), clock.now())
    if person and now.journey.account_id is None:
        adopt(journey_id, person.id, clock.now())
    return onward(journey_id)


def _town_first(now: Situation) -> Response | None:
    """Lead to the town where it is not known yet: the taxes are those of the buyer's address."""
    if now.place_known:
        return None
    flash(str(FIRST["where"]), "info")
    return see(address("where", now.journey.id))


def _town(now: Situation) -> dict[str, str]:
    home = now.place
    return {"postcode": home.postcode, "commune": home.commune, "insee": home.insee}


def _kept(now: Situation) -> dict[str, Any]:
    """Return what is known of the buyer: the answers, else the account's address and name."""
    buyer = dict(now.journey.buyer)
    if buyer:
        born = date.fromisoformat(buyer["birth_date"])
        return {**buyer, **kept_co_buyer(buyer), "birth_date": born}
    person = customer()
    if person is None:
        return {}
    first, _space, last = person.name.partition(" ")
    return {"email": person.email, "first_name": first, "last_name": last}


def _page(now: Situation, form: YouForm) -> str:
    return page("you", "you", now, form=form, home=now.place, person=customer())
