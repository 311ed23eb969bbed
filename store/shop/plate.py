"""The trade-in begins with the plate: what a register knows of it is filled in, and no more."""

from flask import request
from flask.typing import ResponseReturnValue

from store.extensions import limiter
from store.gateways.registry import gateways
from store.journeys.tables import Tables, tables
from store.journeys.trade_in_car import typed_of_entry
from store.shop.car_form import ask, plate_page
from store.shop.forms.tradein import TradeInForm
from store.shop.steps import here, page, pages, refused
from store.typed_numbers import read_count
from tradein import Answer, InvalidFactsError, read_identity


@pages.post("/journeys/<journey_id>/trade-in/plate")
@limiter.limit("60/hour")
def look_up(journey_id: str) -> ResponseReturnValue:
    """Ask the register; whatever it says, the car can be typed in and nothing typed is lost."""
    now, form = here(journey_id, "tradein"), TradeInForm()
    if not form.plate_fits():
        return refused(page("plate", "tradein", now, **plate_page(form)))
    found = tables()
    answer = _answer(form.plate.data or "")
    _fill(form, answer, found)
    return ask(now, form, found, answer)


def _answer(plate: str) -> Answer:
    register = gateways().register
    try:
        return register.lookup(read_identity(plate)) if register else Answer("unavailable")
    except InvalidFactsError:
        return Answer("not_found")


def _fill(form: TradeInForm, answer: Answer, found: Tables) -> None:
    """Fill in the one car of a plate, or the one of several that was chosen."""
    chosen = request.form.get("found", "0" if answer.kind == "one" else "", type=str)
    place = read_count(chosen, 99, len(answer.entries))
    if place < len(answer.entries):
        form.fill(typed_of_entry(answer.entries[place], found.model))
