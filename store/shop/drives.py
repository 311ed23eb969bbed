"""A test drive: asked for without an account, then seen and cancelled by a link of one's own."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext as _

from store import clock
from store.desk.drives import PARTS, STAGES
from store.extensions import db, limiter
from store.models import DriveRequest
from store.orders.refusals import DealerUnfit
from store.security import a_letter
from store.shop.drive_choices import Choices, choices, look_of
from store.shop.forms.drive import DriveForm
from store.shop.pages import shop
from store.shop.steps import wants_part
from store.test_drives.answer import reply
from store.test_drives.ask import Wish, ask
from store.test_drives.letters import id_of, token_of
from store.test_drives.lifecycle import Act, may
from store.test_drives.refusals import NoSuchMoment


@shop.get("/test-drive")
def ask_drive() -> str:
    """Ask which car, where, when and who; the address may name the model or a car in stock."""
    form = DriveForm({"car": request.args.get("car", "")})
    return _page(form, choices(form, request.args.get("stock", "")))


@shop.post("/test-drive")
@limiter.limit("20/hour")
@a_letter
def take_drive() -> ResponseReturnValue:
    """Show the dealers near a postcode, or keep the request."""
    form = DriveForm()
    found = choices(form, request.args.get("stock", ""))
    if "look" in request.form:
        found.complain(form)
        return _page(form, found)
    form.validate()
    row = _asked(form, found) if found.fit(form) else None
    if row is None:
        return _page(form, found), 422
    return redirect(url_for("shop.drive", token=token_of(row)), 303)


@shop.get("/test-drives/<token>")
def drive(token: str) -> str:
    """Show a test drive to who holds its link."""
    row = _own(token)
    return render_template(
        "shop/drive.html",
        drive=row,
        look=look_of(row, clock.today()),
        token=token,
        badge_of=STAGES[row.stage],
        part=PARTS[row.part],
        may_cancel=may(row.stage, Act.CANCEL),
        may_agree=may(row.stage, Act.AGREE),
    )


@shop.post("/test-drives/<token>/agreement")
@limiter.limit("20/hour")
def agree_drive(token: str) -> ResponseReturnValue:
    """Agree to the moment the dealer proposed; a second click changes nothing."""
    reply(_own(token).id, Act.AGREE, clock.now())
    flash(_("Noted. The dealer expects you."), "ok")
    return _back(token)


@shop.post("/test-drives/<token>/cancellation")
@limiter.limit("20/hour")
def cancel_drive(token: str) -> ResponseReturnValue:
    """Cancel; a second click finds it cancelled."""
    reply(_own(token).id, Act.CANCEL, clock.now())
    flash(_("Cancelled. The dealer has been told."), "ok")
    return _back(token)


def _own(token: str) -> DriveRequest:
    row = db.session.get(DriveRequest, id_of(token) or "")
    if row is None:
        abort(404)
    g.brand_key = row.brand
    return row


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("shop.drive", token=token), 303)


def _asked(form: DriveForm, found: Choices) -> DriveRequest | None:
    """Return the request as it is kept, or None with what is wrong beside its field."""
    try:
        return ask(_wish(form, found), clock.now())
    except NoSuchMoment as refused:
        form.refuse(refused.place, _("Dealers are closed then. Choose another moment."))
    except DealerUnfit as refused:
        form.refuse(refused.place, _("Choose the dealer."))
    return None


def _wish(form: DriveForm, found: Choices) -> Wish:
    brand, _slash, slug = (form.car.data or "").partition("/")
    return Wish(
        brand=brand,
        slug=slug,
        model=found.models[form.car.data or ""],
        stock_vehicle_id=found.stock.id if found.stock else None,
        dealer_id=form.dealer.data or "",
        day=found.days[form.day.data or ""],
        part=form.part.data or "",
        name=form.name.data or "",
        email=form.email.data or "",
        phone=form.phone.data or "",
        locale=str(get_locale()),
    )


def _page(form: DriveForm, found: Choices) -> str:
    template = "shop/_drive_form.html" if wants_part() else "shop/drive_ask.html"
    return render_template(template, form=form, found=found)
