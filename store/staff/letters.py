"""What the store could not deliver, what it still tries, and trying it again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta, gettext as _
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.lazy import _l
from store.models import Order
from store.orders.outbox import dead_letters as given_up, failing_letters, retry
from store.security import staff_only
from store.staff.pages import pages


KINDS = {
    "mail": _l("letter"),
    "sms": _l("text message"),
    "webhook": _l("message to a dealer’s system"),
    "capture": _l("taking of a deposit"),
    "release": _l("release of a deposit"),
    "refund": _l("refund of a deposit"),
    "countersign": _l("dealer’s signature"),
    "seal": _l("seal of an order"),
    "evidence": _l("evidence of an order"),
    "day_seal": _l("seal of a day"),
}


@pages.get("/dead-letters")
@staff_only
def dead_letters() -> ResponseReturnValue:
    """Show what was given up and what is still tried, without what it said."""
    letters, failing, at = given_up(), failing_letters(), clock.now()
    ids = {one.order_id for one in (*letters, *failing)}
    wanted = select(Order.id, Order.number).where(Order.id.in_(ids))
    return render_template(
        "staff/dead_letters.html",
        letters=letters,
        failing=failing,
        ages={one.id: format_timedelta(at - one.created_at) for one in failing},
        numbers={row.id: row.number for row in db.session.execute(wanted)},
        kinds=KINDS,
    )


@pages.post("/dead-letters/<letter_id>/deliveries")
@staff_only
def deliver_again(letter_id: str) -> ResponseReturnValue:
    """Try a dead letter again from the beginning."""
    retry(letter_id, clock.now())
    flash(_("It is tried again now."), "ok")
    return redirect(url_for("staff.dead_letters"), 303)
