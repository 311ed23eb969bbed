"""Reading and signing the purchase order."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from esign import Role
from store import clock
from store.extensions import limiter, one_page
from store.journeys.buyer import unusable
from store.models import Order
from store.orders.codes import came_by, send_code
from store.orders.lifecycle import State
from store.orders.refusals import CodeRejected, NotReviewed
from store.orders.sign import sign
from store.security import origin, sign_in
from store.shop.forms.signature import SignatureForm
from store.shop.order_ownership import is_account_of, order_to_sign
from store.shop.orders import pages
from store.shop.reading import Urls, consent, reading_page, why_rejected
from store.shop.seen_from import seen_from
from store.shop.steps import see
from store.shop.steps_bar import address


@pages.get("/orders/<order_id>/signature")
def signature(order_id: str) -> ResponseReturnValue:
    """Show the whole purchase order, and under it what signs it."""
    order = order_to_sign(order_id)
    if order.state != State.READY:
        return _behind(order)
    return _mend_first(order) or _page(order, SignatureForm())


@pages.post("/orders/<order_id>/codes")
@limiter.limit("20/15 minutes", key_func=one_page)
def codes(order_id: str) -> ResponseReturnValue:
    """Send the buyer a code."""
    order = order_to_sign(order_id)
    if order.state != State.READY:
        return _behind(order)
    try:
        seen, proved = seen_from(), is_account_of(order)
        where = send_code(order.id, clock.now(), proved=proved, origin=origin(), seen_from=seen)
        flash(_("A code is on its way to %(where)s.", where=where), "ok")
    except CodeRejected:
        flash(_("We sent several codes already. Wait a quarter of an hour."), "warn")
    return redirect(url_for("orders.signature", order_id=order_id, _anchor="sign"), 303)


@pages.post("/orders/<order_id>/signature")
@limiter.limit("20/15 minutes", key_func=one_page)
def sign_order(order_id: str) -> ResponseReturnValue:
    """Sign; a replay, a double click or a second tab finds the signed order."""
    order, form = order_to_sign(order_id), SignatureForm()
    if order.state != State.READY:
        return _behind(order)
    elsewhere = _mend_first(order)
    if elsewhere is not None:
        return elsewhere
    refused = _refused(order, form)
    if refused:
        return _page(order, form), refused
    _recognise(order, form.code.data or "")
    return _behind(order)


def _mend_first(order: Order) -> Response | None:
    """Lead back to the details where one of them cannot stand in the signature."""
    if not any(unusable(order.buyer)):
        return None
    flash(_("One of your details cannot be printed: please change it before you sign."), "warn")
    return see(address("you", order.journey_id))


def _refused(order: Order, form: SignatureForm) -> int:
    """Sign with what was typed; return the status of a refusal, 0 where it is signed."""
    if not form.validate():
        return 422
    try:
        code, proved, at = form.code.data or "", is_account_of(order), clock.now()
        given = consent(order, Role.BUYER, by_sms=proved and came_by(order.id, code, at, "sms"))
        sign(order.id, code, given, at, proved=proved, seen_from=seen_from())
    except CodeRejected as error:
        form.refuse("code", why_rejected(error))
        return 422
    except NotReviewed:
        return 409
    return 0


def _recognise(order: Order, typed: str) -> None:
    """Sign the customer in whom the code of their own e-mail proves; an SMS proves no address.

    Staff and dealers need their password.
    """
    at, person = clock.now(), order.account
    if is_account_of(order) or person.role != "customer":
        return
    if came_by(order.id, typed, at, "mail"):
        sign_in(person, at)


def _behind(order: Order) -> ResponseReturnValue:
    """Lead on from an order that is signed, or has ended."""
    page = "orders.deposit" if order.state == State.SIGNED else "orders.show"
    return redirect(url_for(page, order_id=order.id), 303)


def _page(order: Order, form: SignatureForm) -> str:
    urls = Urls(
        file=url_for("orders.draft", order_id=order.id),
        codes=url_for("orders.codes", order_id=order.id),
        sign=url_for("orders.sign_order", order_id=order.id),
        back=url_for("journey.review", journey_id=order.journey_id),
    )
    return reading_page(order, Role.BUYER, form, urls, by_sms=is_account_of(order))
