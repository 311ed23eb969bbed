"""Where the customer lives: the taxes, the dealers near by, the place of hand-over."""

from dataclasses import dataclass

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.journeys.answer import answer, choose_dealer
from store.journeys.around import Site, dealers_near, moved
from store.journeys.situation import Situation
from store.markets import Invalid, Near, Place, market
from store.shop.forms.step import options
from store.shop.forms.where import WhereForm
from store.shop.pages import MARKET
from store.shop.steps import here, onward, page, pages, refused, wants_part


@dataclass(frozen=True)
class Around:
    """What a postcode leads to: its communes, the one chosen, the dealers near it."""

    communes: tuple[Place, ...] = ()
    home: Place | None = None
    dealers: tuple[Near[Site], ...] = ()


@pages.get("/journeys/<journey_id>/where")
def where(journey_id: str) -> ResponseReturnValue:
    """Ask where the customer lives; kept answers are shown."""
    now = here(journey_id, "where")
    kept = now.journey.place
    form = WhereForm({**kept, "dealer": now.journey.dealer_id or ""})
    return _page(now, form, _around(now, form) if kept else Around())


@pages.post("/journeys/<journey_id>/where")
def choose_where(journey_id: str) -> ResponseReturnValue:
    """Show what a postcode leads to, or keep the answers."""
    now, form = here(journey_id, "where"), WhereForm()
    valid = form.validate()
    around = _around(now, form)
    if "look" in request.form and not form.errors:
        return _page(now, form, around)
    if not valid or not _complete(form, around) or around.home is None:
        return refused(_page(now, form, around))
    _keep(now, form, around.home)
    return onward(journey_id)


def _keep(now: Situation, form: WhereForm, home: Place) -> None:
    journey, at = now.journey, clock.now()
    key, buyer = journey.id, moved(journey.buyer, home)
    changed = buyer != journey.buyer
    place = {"postcode": home.postcode, "insee": home.insee, "delivery": form.delivery.data}
    answer(key, "place", place, at)
    choose_dealer(key, form.dealer.data, at)
    if changed:
        answer(key, "buyer", buyer, at)
        flash(_("Your address moved to %(town)s: check the street.", town=home.commune), "info")


def _around(now: Situation, form: WhereForm) -> Around:
    """Find communes and dealers, and make them the choices of the form."""
    try:
        communes = market(MARKET).places(form.postcode.data or "")
    except Invalid as error:
        if form.postcode.data and not form.postcode.errors:
            form.refuse_invalid("postcode", error)
        return Around()
    home = next((one for one in communes if one.insee == form.insee.data), None)
    if home is None and form.insee.data and len(communes) > 1 and "look" not in request.form:
        form.refuse("insee", _("Choose your commune."))
    home = home or communes[0]
    dealers = dealers_near(now.journey, home)
    form.insee.choices = options((one.insee, one.commune) for one in communes)
    form.insee.data = home.insee
    ids = [near.what.dealer.id for near in dealers]
    if not form.dealer.data and ids:
        form.dealer.data = now.journey.dealer_id if now.journey.dealer_id in ids else ids[0]
    return Around(communes, home, dealers)


def _complete(form: WhereForm, around: Around) -> bool:
    if form.errors:
        return False
    if form.dealer.data not in {near.what.dealer.id for near in around.dealers}:
        form.refuse("dealer", _("Choose the dealer who hands you the car."))
    return not form.errors


def _page(now: Situation, form: WhereForm, around: Around) -> str:
    shown = {"form": form, "around": around, "fee_cents": market(MARKET).delivery_fee_cents}
    if wants_part():
        return render_template("shop/journey/_around.html", now=now, **shown)
    return page("where", "where", now, **shown)
