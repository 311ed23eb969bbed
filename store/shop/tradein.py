"""The present car: described, valued, kept or left out."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.desk.car_state import unfit
from store.desk.typeset import say
from store.gateways.registry import gateways
from store.journeys.answer import answer
from store.journeys.situation import Situation
from store.journeys.tables import Tables, tables
from store.journeys.trade_in_car import condition_of, facts_of, typed_of
from store.journeys.trade_in_values import declared, kept_answers, set_aside
from store.journeys.wishes import trade_in_facts
from store.shop.car_form import ask, plate_page
from store.shop.forms.tradein import OTHER, TradeInForm
from store.shop.offer import offer_shown, photographed
from store.shop.steps import here, onward, page, pages, refused, see
from store.shop.steps_bar import address
from tradein import (
    Condition,
    Facts,
    InvalidFactsError,
    Reason,
    Referral,
    Valuation,
    value,
)


@pages.get("/journeys/<journey_id>/trade-in")
def trade_in(journey_id: str) -> ResponseReturnValue:
    """Show the offer, or ask for the car."""
    now = here(journey_id, "tradein")
    if now.valuation is not None and "edit" not in request.args:
        return _result(now)
    found, kept = tables(), declared(now.journey.trade_in)
    form = TradeInForm(typed_of(kept, found.model))
    by_hand = kept or "hand" in request.args or gateways().register is None
    return ask(now, form, found) if by_hand else page("plate", "tradein", now, **plate_page(form))


@pages.post("/journeys/<journey_id>/trade-in")
def describe(journey_id: str) -> ResponseReturnValue:
    """Value a described car and keep it; or offer the models of a brand, a row more."""
    now, found, form = here(journey_id, "tradein"), tables(), TradeInForm()
    if "look" in request.form or "row" in request.form:
        return ask(now, form, found)
    if not form.validate() or not _fits(form, found):
        return refused(ask(now, form, found))
    facts, condition = facts_of(form.data, found.model), condition_of(form.data)
    answers = kept_answers(facts, condition, clock.today())
    answer(journey_id, "trade_in", answers, clock.now())
    return see(address("tradein", journey_id))


@pages.post("/journeys/<journey_id>/trade-in/none")
def no_trade_in(journey_id: str) -> ResponseReturnValue:
    """Go on without a trade-in; a described car is kept aside."""
    now = here(journey_id, "tradein")
    answer(journey_id, "trade_in", set_aside(now.journey.trade_in), clock.now())
    flash(_("Noted: no trade-in. You may come back to it at any time."), "ok")
    return onward(journey_id)


def _fits(form: TradeInForm, found: Tables) -> bool:
    """Ask the valuation itself whether the car can be true; its refusals go beside the fields."""
    _check_others(form)
    _check_damages(form, found)
    if form.errors:
        return False
    try:
        _valued(form, found)
    except InvalidFactsError as error:
        name = error.place.rpartition(".")[2]
        form.refuse(name if name in form else "model", _reason(error))
        return False
    return True


def _valued(form: TradeInForm, found: Tables) -> None:
    facts: Facts = facts_of(form.data, found.model)
    condition: Condition = condition_of(form.data)
    value(facts, condition, found.model, found.rules, clock.today())


def _check_others(form: TradeInForm) -> None:
    if form.brand.data == OTHER and not (form.other_brand.data or "").strip():
        form.refuse("other_brand", _("Write the brand."))
    if OTHER in {form.brand.data, form.model.data} and not (form.other_model.data or "").strip():
        form.refuse("other_model", _("Write the model."))


def _check_damages(form: TradeInForm, found: Tables) -> None:
    if unfit(form.damages, found.rules):
        form.refuse("damages", _("One of the damages does not fit its place."))


def _reason(error: InvalidFactsError) -> str:
    """Say what the valuation refuses, in words."""
    words = {
        "future": _("This day is still to come."),
        "too-old": _("Cars from 1950 on can be valued here."),
        "too-low": _("This is too little for a car of this age. Check the odometer."),
        "out-of-range": _("This cannot be right. Check the number."),
        "too-long": _("This is too long."),
    }
    return words.get(error.code, _("This cannot be right."))


def _result(now: Situation) -> str:
    offer = now.valuation
    if isinstance(offer, Valuation) and now.trade_in_lapsed:
        facts = trade_in_facts(now.journey.trade_in)
        return page("lapsed", "tradein", now, offer=offer, facts=facts)
    if isinstance(offer, Valuation) and offer.firm and offer.gross_cents >= 0:
        firm, to_send = photographed(now, offer)
        shown = {"shown": offer_shown(now, offer), "firm": firm, "to_send": to_send}
        return page("offer", "tradein", now, offer=offer, **shown)
    return page("referral", "tradein", now, reasons=[say(one.text) for one in _reasons(offer)])


def _reasons(offer: Valuation | Referral | None) -> tuple[Reason, ...]:
    if offer is None:
        return ()
    return offer.reasons if isinstance(offer, Referral) else offer.refer_reasons
