"""The hosted card page of the payment sandbox, with its 3-D Secure step."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from store import clock
from store.gateways.registry import gateways
from store.gateways.sandbox import SandboxPayments
from store.gateways.sandbox_cards import AUTHENTICATE, CardError
from store.gateways.sandbox_counter import UnknownCheckout
from store.gateways.sandbox_ledger import Entry
from store.sandbox.forms import CardForm


cards = Blueprint("sandbox_pay", __name__, url_prefix="/sandbox/pay")

FAILURES = {
    "card_declined": _l("The bank refused this card. Try another one."),
    "insufficient_funds": _l("There is not enough money on this card. Try another one."),
    "lost_card": _l("The bank refused this card. Try another one."),
    "expired_card": _l("The bank says that this card has expired. Try another one."),
    "incorrect_cvc": _l("The bank says that the security code is wrong."),
    "processing_error": _l("The bank did not answer. Try again."),
    "authentication_failed": _l("The bank could not confirm that it was you. Try again."),
}
TEST_CARDS = (
    ("4242 4242 4242 4242", _l("the deposit is held")),
    ("4000 0027 6000 3184", _l("the bank asks for a confirmation")),
    ("4000 0000 0000 0002", _l("the card is refused")),
    ("4000 0000 0000 9995", _l("not enough money")),
)


def twin() -> SandboxPayments:
    """Return the payment sandbox of this installation."""
    payments = gateways().payments
    if not isinstance(payments, SandboxPayments):
        abort(404)
    return payments


@cards.errorhandler(UnknownCheckout)
def unknown(_error: UnknownCheckout) -> ResponseReturnValue:
    """Say that there is no such card page."""
    return current_app.handle_user_exception(NotFound())


@cards.get("/<checkout_id>")
def show(checkout_id: str) -> ResponseReturnValue:
    """Show the card page, or go where the checkout stands."""
    one = twin().counter.show(checkout_id, clock.now())
    return _elsewhere(one) or _page(one, CardForm())


@cards.post("/<checkout_id>")
def pay(checkout_id: str) -> ResponseReturnValue:
    """Take a card; a second click finds the first one's answer."""
    counter, at, form = twin().counter, clock.now(), CardForm()
    if not form.validate():
        return _page(counter.show(checkout_id, at), form), 422
    try:
        one = counter.pay(checkout_id, form.card(), at)
    except CardError as error:
        form.refuse(error)
        return _page(counter.show(checkout_id, at), form), 422
    return _on(one)


@cards.get("/<checkout_id>/authenticate")
def authenticate(checkout_id: str) -> ResponseReturnValue:
    """Show the bank's question."""
    one = twin().counter.show(checkout_id, clock.now())
    if one.state != "open" or one.step != AUTHENTICATE:
        return redirect(url_for("sandbox_pay.show", checkout_id=one.id), 303)
    return render_template("sandbox/authenticate.html", checkout=one, form=CardForm())


@cards.post("/<checkout_id>/authenticate")
def answer(checkout_id: str) -> ResponseReturnValue:
    """Answer the bank's question."""
    confirmed = request.form.get("answer") == "confirm"
    return _on(twin().counter.authenticate(checkout_id, confirmed=confirmed, at=clock.now()))


def _on(one: Entry) -> ResponseReturnValue:
    """Tell the store what happened, then lead on."""
    twin().events.deliver_pending(clock.now())
    return _elsewhere(one) or redirect(url_for("sandbox_pay.show", checkout_id=one.id), 303)


def _elsewhere(one: Entry) -> ResponseReturnValue | None:
    """Lead away from the card page when it is not the place any more."""
    if one.state in {"authorised", "captured"}:
        return redirect(one.request.success_url, 303)
    if one.state != "open":
        abort(410)
    if one.step == AUTHENTICATE:
        return redirect(url_for("sandbox_pay.authenticate", checkout_id=one.id), 303)
    return None


def _page(one: Entry, form: CardForm) -> str:
    return render_template(
        "sandbox/pay.html",
        checkout=one,
        form=form,
        failure=FAILURES.get(one.failure, ""),
        test_cards=TEST_CARDS,
    )
