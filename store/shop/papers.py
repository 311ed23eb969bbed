"""The customer's papers: after the signature, one at a time, from a phone if they like."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound, RequestEntityTooLarge
from werkzeug.wsgi import LimitedStream

from store import clock
from store.desk.paper_files import send_paper
from store.errors import LOST, show
from store.extensions import limiter
from store.models import Order
from store.orders.lifecycle import ENDED, State
from store.papers.clean import MOST_BYTES
from store.papers.folder import TAKING, Filed, counted, folder
from store.papers.forget import take_back
from store.papers.receive import Sent, receive
from store.papers.refusals import PaperRefused
from store.papers.wording import PROBLEMS, REASONS, STATES
from store.security import signed_in
from store.shop.forms.papers import PaperForm, sent_bytes
from store.shop.order_ownership import own_order


pages = Blueprint("papers", __name__)
MOST_DRAINED = 64 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A paper on the page, with its form where one more file may come."""

    filed: Filed
    form: PaperForm | None


@pages.get("/orders/<order_id>/papers")
@signed_in
def overview(order_id: str) -> ResponseReturnValue:
    """Show every paper: why it is asked, what came, what the dealer said."""
    order = own_order(order_id)
    if order.signed_at is None or order.state in ENDED:
        return redirect(url_for("orders.show", order_id=order.id), 303)
    return page(order)


def page(order: Order, kind: str = "", problem: str = "") -> str:
    """Show the papers; `problem` says beside the field of `kind` why its file was not taken."""
    found = folder(order, clock.today())
    papers = [Asked(filed=one, form=_form(order, one)) for one in found]
    for one in papers:
        if one.form and problem and one.filed.rule.key == kind:
            one.form.file.errors = [PROBLEMS[problem]]
    return render_template(
        "shop/order/papers.html",
        order=order,
        papers=papers,
        counts=counted(one.state for one in found),
        states=STATES,
        reasons=REASONS,
        most_bytes=MOST_BYTES,
        too_large=PROBLEMS["too_large"],
    )


def _form(order: Order, one: Filed) -> PaperForm | None:
    """Return the form of a paper that may still be sent, completed, or sent again."""
    closed = State(order.state) not in TAKING or one.state == "accepted"
    return None if closed else PaperForm(one.rule.key)


@pages.post("/orders/<order_id>/papers/<kind>")
@limiter.limit("60/hour")
@signed_in
def send(order_id: str, kind: str) -> ResponseReturnValue:
    """Take one file for one paper."""
    order, content = own_order(order_id), sent_bytes(kind, MOST_BYTES + 1)
    try:
        receive(order.id, order.account_id, Sent(kind=kind, content=content), clock.now())
    except PaperRefused as refused:
        return page(own_order(order_id), kind, refused.reason), *refused.answer
    flash(_("It is here. Your dealer looks at it."), "ok")
    return redirect(url_for("papers.overview", order_id=order_id, _anchor=kind), 303)


@pages.errorhandler(RequestEntityTooLarge)
@signed_in
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say it beside the field; the rest is read first, or the browser sees a broken connection."""
    where, length = request.view_args or {}, request.content_length or 0
    try:
        order = own_order(where.get("order_id", ""))
    except NotFound:  # what handles an error may not raise another
        return show(LOST)
    if length <= MOST_DRAINED:
        LimitedStream(request.environ["wsgi.input"], length).exhaust()
    return page(order, where.get("kind", ""), "too_large"), error.code


@pages.post("/orders/<order_id>/papers/<kind>/removal")
@signed_in
def remove(order_id: str, kind: str) -> ResponseReturnValue:
    """Take back what was sent; a second click finds it gone."""
    order = own_order(order_id)
    take_back(order.id, order.account_id, kind, clock.now())
    flash(_("It is deleted."), "info")
    return redirect(url_for("papers.overview", order_id=order_id, _anchor=kind), 303)


@pages.get("/orders/<order_id>/papers/files/<file_id>")
@signed_in
def look(order_id: str, file_id: str) -> ResponseReturnValue:
    """Show the customer a file as it was kept."""
    return send_paper(own_order(order_id), file_id)
