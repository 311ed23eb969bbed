"""Reading and signing the purchase order."""

from typing import cast

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, lazy_gettext as _l

from esign import Consent
from store import clock
from store.extensions import limiter
from store.gateways.purchase_order_words import words
from store.journeys.deal import Deal
from store.journeys.receipt import receipt
from store.locale import choose
from store.markets import market
from store.models import Order
from store.orders.codes import code_sent_at, masked, send_code, signed_with
from store.orders.documents import document
from store.orders.lifecycle import State
from store.orders.paper.context import Language
from store.orders.refusals import CodeRejected
from store.orders.sign import sign
from store.security import account, sign_in
from store.shop.forms.signature import SignatureForm
from store.shop.order_ownership import order_to_sign
from store.shop.orders import look_of, pages
from store.shop.sheet import sheet


REASONS = {
    "expired": _l("This code has expired. Ask for a new one."),
    "exhausted": _l("This code was tried too often. Ask for a new one."),
    "none was sent": _l("Ask for a code first."),
}
BYTES_IN_KB = 1000
WRONG = _l("This is not the code we sent. Look at the latest message.")


@pages.get("/orders/<order_id>/signature")
def signature(order_id: str) -> ResponseReturnValue:
    """Show the whole purchase order, and under it what signs it."""
    order = order_to_sign(order_id)
    if order.state != State.READY:
        return _behind(order)
    return _page(order, SignatureForm())


@pages.post("/orders/<order_id>/codes")
@limiter.limit("20/15 minutes")
def codes(order_id: str) -> ResponseReturnValue:
    """Send the buyer a code."""
    order = order_to_sign(order_id)
    if order.state != State.READY:
        return _behind(order)
    try:
        flash(_("A code is on its way to %(where)s.", where=send_code(order.id, clock.now())), "ok")
    except CodeRejected:
        flash(_("We sent several codes already. Wait a quarter of an hour."), "warn")
    return redirect(url_for("orders.signature", order_id=order_id, _anchor="sign"), 303)


@pages.post("/orders/<order_id>/signature")
@limiter.limit("20/15 minutes")
def sign_order(order_id: str) -> ResponseReturnValue:
    """Sign; a replay, a double click or a second tab finds the signed order."""
    order, form = order_to_sign(order_id), SignatureForm()
    if order.state != State.READY:
        return _behind(order)
    if not form.validate():
        return _page(order, form), 422
    try:
        order = sign(order_id, form.code.data or "", _consent(order), clock.now())
    except CodeRejected as error:
        form.refuse("code", str(REASONS.get(error.reason, WRONG)))
        return _page(order, form), 422
    _recognise(order, form.code.data or "")
    return _behind(order)


def _recognise(order: Order, typed: str) -> None:
    """Sign the customer in whom this very code proves; staff and dealers need their password."""
    at, person = clock.now(), order.account
    known = account()
    if known is not None and known.id == person.id:
        return
    if person.role == "customer" and signed_with(order.id, typed, at):
        sign_in(person, at)


def _consent(order: Order) -> Consent:
    language = choose()
    return Consent(
        name=order.summary["buyer"],
        sentence=_law(order, "order_sentence"),
        button=_law(order, "order_button"),
        method=_("code sent to %(where)s", where=masked(order.account.email)),
        language=language,
    )


def _law(order: Order, key: str) -> str:
    return market(order.market).legal(key, choose(), clock.today()).text


def _behind(order: Order) -> ResponseReturnValue:
    """Lead on from an order that is signed, or has ended."""
    page = "orders.deposit" if order.state == State.SIGNED else "orders.show"
    return redirect(url_for(page, order_id=order.id), 303)


def _page(order: Order, form: SignatureForm) -> str:
    language = choose()
    paper = sheet(order, cast("Language", language))
    if paper is None:
        return render_template("shop/order/outdated.html", order=order)
    form.consent.label.text = _law(order, "order_sentence")
    return render_template(
        "shop/order/signature.html",
        order=order,
        paper=paper,
        receipt=receipt(Deal.from_json(order.deal)),
        look=look_of(order),
        draft_kb=document(order.id, "draft").size // BYTES_IN_KB,
        word=words(language),
        form=form,
        button_words=_law(order, "order_button"),
        where=masked(order.account.email),
        sent_at=code_sent_at(order.id, clock.now()),
    )
