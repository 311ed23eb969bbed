"""The co-buyer's own link: reading, signing, declining. Who has the link needs no account."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from esign import Role
from store import clock
from store.extensions import limiter, one_page
from store.gateways.registry import gateways
from store.models import Order
from store.orders.codes import came_by, send_code
from store.orders.decline import decline
from store.orders.documents import latest_signed
from store.orders.invite import follow, invite_again
from store.orders.lifecycle import ENDED, State
from store.orders.refusals import CodeRejected
from store.orders.sign import sign
from store.security import signed_in
from store.shop.documents import PDF, send_file
from store.shop.forms.signature import SignatureForm
from store.shop.order_ownership import own_order
from store.shop.orders import pages
from store.shop.reading import Urls, consent, reading_page, why_rejected
from store.shop.seen_from import seen_from


@pages.get("/co-signatures/<token>")
@limiter.limit("60/hour", key_func=one_page)
def co_signature(token: str) -> ResponseReturnValue:
    """Show the whole purchase order, and under it what signs it; looking changes nothing."""
    order = _followed(token)
    return _page(order, token, SignatureForm()) if _waits(order) else _behind(order, token)


@pages.get("/co-signatures/<token>/document")
@limiter.limit("60/hour", key_func=one_page)
def co_document(token: str) -> ResponseReturnValue:
    """Hand out the document with the signatures it has."""
    order = _followed(token)
    content = gateways().archive.get(latest_signed(order.id).name)
    return send_file(content, PDF, f"{order.number}.pdf")


@pages.post("/co-signatures/<token>/codes")
@limiter.limit("20/15 minutes", key_func=one_page)
def co_codes(token: str) -> ResponseReturnValue:
    """Send the co-buyer a code of their own."""
    order = _followed(token)
    if not _waits(order):
        return _behind(order, token)
    try:
        seen = seen_from()  # the link came by e-mail, so the address is proved
        where = send_code(order.id, clock.now(), Role.CO_BUYER, proved=True, seen_from=seen)
        flash(_("A code is on its way to %(where)s.", where=where), "ok")
    except CodeRejected:
        flash(_("We sent several codes already. Wait a quarter of an hour."), "warn")
    return redirect(url_for("orders.co_signature", token=token, _anchor="sign"), 303)


@pages.post("/co-signatures/<token>")
@limiter.limit("20/15 minutes", key_func=one_page)
def co_sign(token: str) -> ResponseReturnValue:
    """Sign; a replay, a double click or a second tab finds the signed order."""
    order, form = _followed(token), SignatureForm()
    if not _waits(order):
        return _behind(order, token)
    if not form.validate():
        return _page(order, token, form), 422
    code, at = form.code.data or "", clock.now()
    by_sms = came_by(order.id, code, at, "sms", Role.CO_BUYER)
    given = consent(order, Role.CO_BUYER, by_sms=by_sms)
    try:
        sign(order.id, code, given, at, Role.CO_BUYER, proved=True, seen_from=seen_from())
    except CodeRejected as error:
        form.refuse("code", why_rejected(error))
        return _page(order, token, form), 422
    return redirect(url_for("orders.co_signature", token=token), 303)


@pages.get("/co-signatures/<token>/refusal")
@limiter.limit("60/hour", key_func=one_page)
def declining(token: str) -> ResponseReturnValue:
    """Ask once before the order is declined."""
    order = _followed(token)
    if not _waits(order):
        return _behind(order, token)
    back = url_for("orders.co_signature", token=token)
    return render_template("shop/order/declining.html", order=order, sign=back)


@pages.post("/co-signatures/<token>/refusal")
@limiter.limit("20/15 minutes", key_func=one_page)
def co_decline(token: str) -> ResponseReturnValue:
    """Decline; a second click finds it declined."""
    order = _followed(token)
    if _waits(order):
        decline(order.id, clock.now(), seen_from=seen_from())
    return redirect(url_for("orders.co_signature", token=token), 303)


@pages.post("/orders/<order_id>/invitations")
@limiter.limit("5/hour")
@signed_in
def send_link(order_id: str) -> ResponseReturnValue:
    """Send the co-buyer another link, as the buyer asks."""
    order = own_order(order_id)
    if order.state == State.CO_SIGNING:
        invite_again(order.id, order.account_id, clock.now())
        flash(_("The link is on its way."), "ok")
    return redirect(url_for("orders.show", order_id=order_id), 303)


def _followed(token: str) -> Order:
    order = follow(token, clock.now())
    g.brand_key = order.brand
    return order


def _waits(order: Order) -> bool:
    return order.state == State.CO_SIGNING


def _behind(order: Order, token: str) -> str:
    """Say what became of an order that no longer waits for the co-buyer."""
    ended = order.state in ENDED
    file = url_for("orders.co_document", token=token) if order.co_signed_at else None
    outcome = order.state if ended else "signed"
    return render_template("shop/order/co_signed.html", order=order, outcome=outcome, file=file)


def _page(order: Order, token: str, form: SignatureForm) -> str:
    urls = Urls(
        file=url_for("orders.co_document", token=token),
        codes=url_for("orders.co_codes", token=token),
        sign=url_for("orders.co_sign", token=token),
        decline=url_for("orders.declining", token=token),
    )
    return reading_page(order, Role.CO_BUYER, form, urls, by_sms=True)
