"""The form of the present car as a page: what its lists offer, the car drawn, the plate first."""

from typing import Any

from flask import render_template, request

from store.desk.car_state import add_places, pointed_at
from store.desk.typeset import say
from store.drawing import places
from store.gateways.registry import gateways
from store.journeys.situation import Situation
from store.journeys.tables import Tables
from store.shop.forms.tradein import DAMAGES, OTHER, Choices, TradeInForm
from store.shop.steps import page, wants_part
from tradein import Answer, LocalRegister


def plate_page(form: TradeInForm) -> dict[str, Any]:
    """Return what the page of the plate shows; the demonstration's register tells its plates."""
    register = gateways().register
    known = tuple(register.entries) if isinstance(register, LocalRegister) else ()
    return {"form": form, "known": known}


def ask(now: Situation, form: TradeInForm, found: Tables, looked: Answer | None = None) -> str:
    """Show the form of the car; `looked` is what the register said of its plate."""
    pointed = pointed_at(found.rules)
    add_places(form.damages, pointed, DAMAGES)
    if ("row" in request.form and not pointed) or not len(form.damages):
        form.add_row()
    choices = _choices(form, found)
    form.offer(choices)
    asked = gateways().register is not None
    hurt = {row.form.zone.data for row in form.damages}
    about = {"looked": looked, "register": asked, "hurt": hurt, "drawn": places()}
    shown = {"form": form, "choices": choices, "other": OTHER, **about}
    if wants_part():
        return render_template("shop/journey/_car.html", now=now, **shown)
    return page("tradein", "tradein", now, **shown)


def _choices(form: TradeInForm, found: Tables) -> Choices:
    rules, models = found.rules, found.model.models(form.brand.data or "")
    card = dict(models).get(form.model.data or "")
    return Choices(
        brands=found.model.brands(),
        models=[(key, card.name) for key, card in models],
        versions=card.versions if card else (),
        zones=[(key, say(zone.name)) for key, zone in rules.zones.items()],
        kinds=[(key, say(kind.name)) for key, kind in rules.kinds.items()],
    )
