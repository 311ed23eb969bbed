"""The buyer's papers at the dealer: looked at, accepted, or refused with a reason."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.dealer.forms.papers import ObjectionForm
from store.dealer.order import page
from store.dealer.ownership import own_order, seller
from store.dealer.pages import pages
from store.desk.paper_files import send_paper
from store.orders.lifecycle import State
from store.papers.decide import Look, Objection, accept_paper, refuse_paper
from store.papers.folder import SHOWN
from store.papers.refusals import PaperChanged
from store.security import dealer_only


@pages.get("/orders/<order_id>/papers/<file_id>")
@dealer_only
def look_at_paper(order_id: str, file_id: str) -> ResponseReturnValue:
    """Show a file of a paper to the dealer who delivers the car."""
    order = own_order(order_id)[0]
    if State(order.state) not in SHOWN:
        abort(404)
    return send_paper(order, file_id)


@pages.post("/orders/<order_id>/papers/<kind>/acceptance")
@dealer_only
def accept_a_paper(order_id: str, kind: str) -> ResponseReturnValue:
    """Accept; a second click changes nothing."""
    order = own_order(order_id)[0]
    try:
        accept_paper(order.id, order.dealer_id, seller().id, _look(kind), clock.now())
    except PaperChanged:
        return _look_again(order_id)
    flash(_("The paper is accepted."), "ok")
    return _back(order_id)


@pages.post("/orders/<order_id>/papers/<kind>/refusal")
@dealer_only
def refuse_a_paper(order_id: str, kind: str) -> ResponseReturnValue:
    """Refuse with a reason that the customer reads."""
    order, offer = own_order(order_id)
    form = ObjectionForm(kind)
    if not form.validate():
        return page(order, offer, objection=form), 422
    why = Objection(look=_look(kind), reason=form.reason.data, words=form.said())
    try:
        refuse_paper(order.id, order.dealer_id, seller().id, why, clock.now())
    except PaperChanged:
        return _look_again(order_id)
    flash(_("Refused. The customer has been told, and can send another."), "info")
    return _back(order_id)


def _look(kind: str) -> Look:
    return Look(kind=kind, files=frozenset(request.form.getlist("file")))


def _look_again(order_id: str) -> ResponseReturnValue:
    flash(_("The customer sent another file meanwhile. Please look at it first."), "warn")
    return _back(order_id)


def _back(order_id: str) -> ResponseReturnValue:
    return redirect(url_for("dealer.order_page", order_id=order_id, _anchor="papers"), 303)
