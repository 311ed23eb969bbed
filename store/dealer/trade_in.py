"""The car given in exchange at the dealer: looked at once, judged by the rules of its offer."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.dealer.forms.inspection import (
    DAMAGES,
    PICTURED,
    InspectionForm,
    JudgementForm,
    sent_picture,
)
from store.dealer.ownership import own_order, seller
from store.dealer.pages import pages
from store.dealer.trade_in_words import told_of
from store.desk.car_pictures import views
from store.desk.car_state import add_places, offer_damages, pointed_at, unfit
from store.desk.exchange import exchange_file
from store.desk.typeset import say
from store.drawing import places
from store.models import Order
from store.orders.refusals import ReasonMissing
from store.papers.clean import MOST_BYTES
from store.papers.refusals import PaperRefused
from store.papers.wording import PROBLEMS
from store.part_exchange.inspect import Seen, inspect
from store.part_exchange.judge import CODE, Judgement, judge
from store.part_exchange.pictures import keep_picture
from store.part_exchange.promise import owed, promise_of
from store.security import dealer_only
from tradein import InvalidFactsError


ROOM = 48 * 1024 * 1024  # one sending with a dozen pictures from a telephone


@pages.url_value_preprocessor
def more_room(endpoint: str | None, _values: object) -> None:
    """Let the recheck bring many pictures at once; before anything reads the form."""
    if endpoint == "dealer.recheck_trade_in":
        request.max_content_length = ROOM


@pages.get("/orders/<order_id>/trade-in")
@dealer_only
def trade_in(order_id: str) -> ResponseReturnValue:
    """Show what was declared, with the form of the recheck or what it came to."""
    order = own_order(order_id)[0]
    return page(order, InspectionForm(owed(order).declared))


@pages.post("/orders/<order_id>/trade-in")
@dealer_only
def recheck_trade_in(order_id: str) -> ResponseReturnValue:
    """Keep the pictures, then judge what was found."""
    order, form = own_order(order_id)[0], InspectionForm()
    rules = promise_of(owed(order)).rules
    offer_damages(form.damages, rules)
    problems = _keep(order, form.pictures())
    if "row" in request.form:
        add_places(form.damages, pointed_at(rules), DAMAGES)
        return page(own_order(order_id)[0], form, problems)
    if not form.validate() or unfit(form.damages, rules) or problems:
        return page(own_order(order_id)[0], form, problems), 422
    seen = Seen(km=form.reading, condition=form.found())
    try:
        outcome = inspect(order.id, order.dealer_id, seller().id, seen, clock.now())
    except InvalidFactsError as error:
        return page(own_order(order_id)[0], form, _refused(form, error)), 422
    flash(*told_of(outcome))
    return redirect(url_for("dealer.trade_in", order_id=order_id), 303)


@pages.post("/orders/<order_id>/trade-in/judgement")
@dealer_only
def judge_trade_in(order_id: str) -> ResponseReturnValue:
    """Take a person's word where the rules leave the car to one."""
    order, form = own_order(order_id)[0], JudgementForm()
    problems = _keep(order, {f"picture-{CODE}": CODE})
    if not form.validate() or problems:
        return page(own_order(order_id)[0], None, problems, form), 422
    said = Judgement(gross_cents=form.cents, words=form.words.data or "")
    try:
        judge(order.id, order.dealer_id, seller().id, said, clock.now())
    except ReasonMissing as missing:
        if missing.place == "picture":
            problems = {f"picture-{CODE}": _("Add a picture of why.")}
        else:
            form.words.errors = [_("Say in a few words why.")]
        return page(own_order(order_id)[0], None, problems, form), 422
    flash(_("Noted. The customer has been told."), "ok")
    return redirect(url_for("dealer.trade_in", order_id=order_id), 303)


def page(
    order: Order,
    form: InspectionForm | None,
    problems: dict[str, str] | None = None,
    judgement: JudgementForm | None = None,
) -> str:
    """Show the car; `problems` says beside which picture what is wrong."""
    row = owed(order)
    promise = promise_of(row)
    shown = form or InspectionForm(row.declared)
    offer_damages(shown.damages, promise.rules)
    return render_template(
        "dealer/trade_in.html",
        order=order,
        file=exchange_file(order, row, promise.rules),
        views=views(order.journey_id, row.declared["condition"], promise.rules),
        form=shown,
        codes=shown.pictures(),
        zones=[(key, say(zone.name)) for key, zone in promise.rules.zones.items()],
        hurt={damage.form.zone.data for damage in shown.damages},
        drawn=places(),
        pictured={field: code for code, field in PICTURED.items()},
        problems=problems or {},
        judgement=judgement or JudgementForm(row.declared["gross_cents"]),
    )


def _keep(order: Order, wanted: dict[str, str]) -> dict[str, str]:
    """Keep what was sent; returns what is wrong with a picture, by the name of its input."""
    problems = {}
    for name, code in wanted.items():
        content = sent_picture(name, MOST_BYTES + 1)
        if content:
            try:
                keep_picture(order.id, order.dealer_id, code, content, clock.now())
            except PaperRefused as refused:
                problems[name] = PROBLEMS[refused.reason]
    return problems


def _refused(form: InspectionForm, error: InvalidFactsError) -> dict[str, str]:
    """Say beside the picture that is missing, else beside the odometer, what cannot be."""
    code = error.place.removeprefix("pictures.")
    for name, wanted in form.pictures().items():
        if wanted == code and error.code == "missing":
            return {name: _("Add a picture: this takes something off the offer.")}
    form.km.errors = [_("This cannot be right. Check the number.")]
    return {}
