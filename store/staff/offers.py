"""Named offers: written, tried on 50 example deals, proposed, decided by a second person."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from store import clock
from store.catalogue.shelf import active_range
from store.desk.wording import TERMS
from store.extensions import db
from store.journeys.offer_preview import Example, Wanted, effect
from store.journeys.offers import discount_of, offers_of
from store.journeys.refusals import DealError
from store.journeys.situation import usual_place
from store.journeys.terms import rule_codes
from store.models import NamedOffer
from store.orders.named_offers import OPEN, decide, end, offer_row, propose
from store.orders.refusals import SamePerson
from store.security import staff_only
from store.staff.forms.offer import OfferForm
from store.staff.pages import pages
from store.staff.who import own_account


MARKET = "FR"


@pages.get("/offers")
@staff_only
def offers() -> ResponseReturnValue:
    """Show every offer and a form for another."""
    return _page(_form())


@pages.post("/offers/previews")
@staff_only
def preview_offer() -> ResponseReturnValue:
    """Show what an offer would do to example deals; nothing is kept."""
    form = _form()
    found = _tried(form)
    return _page(form, found) if found else (_page(form), 422)


@pages.post("/offers")
@staff_only
def propose_offer() -> ResponseReturnValue:
    """Keep an offer for a second person to decide on."""
    form = _form()
    if not _tried(form):
        return _page(form), 422
    propose(form.said(), own_account().id, clock.now())
    flash(_("Proposed. Another person of the staff decides."), "ok")
    return redirect(url_for("staff.offers"), 303)


@pages.post("/offers/<offer_id>/decision")
@staff_only
def decide_offer(offer_id: str) -> ResponseReturnValue:
    """Approve or refuse an offer; nobody decides on their own."""
    approve = request.form.get("decision") == "approve"
    try:
        decide(offer_id, own_account().id, clock.now(), approve=approve)
    except SamePerson:
        flash(_("Nobody decides on their own offer. Ask a colleague."), "bad")
        return _page(_form()), 422
    flash(_("Approved: it counts from its first day.") if approve else _("Refused."), "ok")
    return redirect(url_for("staff.offers"), 303)


@pages.post("/offers/<offer_id>/end")
@staff_only
def end_offer(offer_id: str) -> ResponseReturnValue:
    """Let an approved offer end at once."""
    end(offer_id, own_account().id)
    flash(_("Ended. Orders made under it keep it."), "ok")
    return redirect(url_for("staff.offers"), 303)


def _form() -> OfferForm:
    brand, on = request.form.get("brand"), clock.today()
    models = [one.key for one in active_range(MARKET, on, brand)]
    named = db.session.scalars(select(NamedOffer.code).where(NamedOffer.state.in_(OPEN)))
    return OfferForm(models, sorted({*rule_codes(MARKET), *named}))


def _tried(form: OfferForm) -> tuple[Example, ...]:
    """Return the example deals, none where the form or the offer is refused."""
    if not form.validate():
        return ()
    try:
        row = offer_row(form.said(), own_account().id, clock.now())
        others = offers_of(row.market, row.brand, OPEN)
        wanted = Wanted(
            offer=discount_of(row),
            others=others,
            market=row.market,
            brand=row.brand,
            place=usual_place(),
        )
        return effect(wanted)
    except DealError as error:
        form.refuse(error)
        return ()


def _page(form: OfferForm, examples: tuple[Example, ...] = ()) -> str:
    rows = db.session.scalars(select(NamedOffer).order_by(NamedOffer.proposed_at.desc()))
    return render_template(
        "staff/offers.html",
        form=form,
        examples=examples,
        offers=list(rows),
        me=own_account().id,
        today=clock.today(),
        terms=TERMS,
    )
