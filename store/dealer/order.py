"""One order: read whole, accepted, refused, moved, handed over."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.dealer.answering import answering, consent_of
from store.dealer.forms.answers import RefusalForm, RescheduleForm
from store.dealer.forms.papers import ObjectionForm
from store.dealer.ownership import own_order, seller
from store.dealer.pages import pages
from store.dealer.paper_desk import paper_desk
from store.desk.documents import send_document
from store.desk.order_file import PRINTED, order_file, seen_by_dealer
from store.desk.wording import BADGES, DEPOSITS, STATES, payment_words, word
from store.models import DealerOffer, Order
from store.orders.accept import accept
from store.orders.deliver import deliver
from store.orders.lifecycle import Act, State, may
from store.orders.part_exchange import part_exchange_of
from store.orders.refusals import ReasonMissing
from store.orders.refuse import refuse
from store.orders.reschedule import NewDate, delivery_moves, reschedule
from store.papers.folder import SHOWN
from store.security import dealer_only
from tradein import Step


SEEN = frozenset(
    {"sign", "hold", "offer", "place", "accept", "countersign", "reschedule", "deliver"}
    | {"withdraw", "cancel", "expire", "lose_hold", "renew_hold"}
    | {"deposit_captured", "deposit_released", "deposit_refunded"}
    | {f"trade_in_{step}" for step in Step}
    | {"paper_received", "paper_accepted", "paper_refused", "paper_taken_back"}
)


@pages.get("/orders/<order_id>")
@dealer_only
def order_page(order_id: str) -> ResponseReturnValue:
    """Show an order whole."""
    return page(*own_order(order_id))


def page(
    order: Order,
    offer: DealerOffer,
    refusal: RefusalForm | None = None,
    move: RescheduleForm | None = None,
    objection: ObjectionForm | None = None,
) -> str:
    """Show an order, with the form that was sent when it needs another look."""
    state = State(order.state)
    return render_template(
        "dealer/order.html",
        file=order_file(order, seen_by_dealer(order, SEEN), clock.now()),
        state=word(STATES, state),
        badge_state=BADGES.get(state, "standard"),
        payment=payment_words(order.summary),
        deposit_words=DEPOSITS,
        answering=answering(order, offer.deadline_at),
        moves=delivery_moves(order),
        refusal=refusal or RefusalForm(),
        move=move or RescheduleForm(),
        may_deliver=may(state, Act.DELIVER),
        papers=paper_desk(order, objection),
        trade_in=part_exchange_of(order) if state in SHOWN else None,
    )


@pages.post("/orders/<order_id>/acceptance")
@dealer_only
def accept_order(order_id: str) -> ResponseReturnValue:
    """Accept; a second click changes nothing."""
    order, person = own_order(order_id)[0], seller()
    consent = consent_of(person, order.dealer)
    accept(order.id, order.dealer_id, person.id, consent, clock.now())
    flash(_("Accepted. The customer has been told, and the deposit is being taken."), "ok")
    return redirect(url_for("dealer.order_page", order_id=order_id), 303)


@pages.post("/orders/<order_id>/refusal")
@dealer_only
def refuse_order(order_id: str) -> ResponseReturnValue:
    """Refuse with a reason; the order goes to the next dealer."""
    order, offer = own_order(order_id)
    form = RefusalForm()
    if not form.validate():
        return page(order, offer, refusal=form), 422
    refuse(order.id, order.dealer_id, seller().id, form.said(), clock.now())
    flash(_("Refused. The order has left your desk and the customer has been told."), "info")
    return redirect(url_for("dealer.inbox"), 303)


@pages.post("/orders/<order_id>/delivery-date")
@dealer_only
def move_delivery(order_id: str) -> ResponseReturnValue:
    """Move the day of delivery, with a reason that the customer reads."""
    order, offer = own_order(order_id)
    form = RescheduleForm()
    if not form.validate():
        return page(order, offer, move=form), 422
    new = NewDate(delivery_by=form.day, reason=form.words.data or "")
    try:
        reschedule(order.id, order.dealer_id, seller().id, new, clock.now())
    except ReasonMissing:
        form.delivery_by.errors = [_("This is the day already agreed.")]
        return page(*own_order(order_id), move=form), 422
    flash(_("The new day is kept and the customer has been told."), "ok")
    return redirect(url_for("dealer.order_page", order_id=order_id), 303)


@pages.post("/orders/<order_id>/delivery")
@dealer_only
def hand_over(order_id: str) -> ResponseReturnValue:
    """Record that the car was handed over."""
    order = own_order(order_id)[0]
    deliver(order.id, order.dealer_id, seller().id, clock.now())
    flash(_("Handed over. The fourteen days of withdrawal begin."), "ok")
    return redirect(url_for("dealer.order_page", order_id=order_id), 303)


@pages.get("/orders/<order_id>/documents/<kind>")
@dealer_only
def document(order_id: str, kind: str) -> ResponseReturnValue:
    """Download a signed file of the order."""
    order = own_order(order_id)[0]
    if kind not in PRINTED:
        abort(404)
    return send_document(order, kind)
