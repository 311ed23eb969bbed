"""Signing in, by password or by a code, and signing out."""

from datetime import datetime

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, lazy_gettext as _l
from flask_limiter.util import get_remote_address

from store import clock
from store.account.forms import EMAIL_SIGNS, CodeForm, EmailForm, PasswordForm
from store.account.pages import home_of, pages
from store.accounts.codes import person_of, redeem, send_sign_in_code
from store.accounts.journeys import take_over
from store.email import canonical_email
from store.extensions import limiter
from store.models import Account
from store.orders.refusals import CodeRejected
from store.security import (
    account as signed_in_person,
    knows,
    origin,
    password_fits,
    safe_target,
    sign_in as open_session,
    sign_out as end_session,
)


WAITING = "signing_in"  # the address a code was sent to, in this browser's own session
REASONS = {
    "expired": _l("This code has expired. Ask for a new one."),
    "exhausted": _l("This code was tried too often. Ask for a new one."),
}
WRONG = _l("This is not the code we sent. Look at the latest letter.")


def _typed_address() -> str:
    """Return what a throttle counts by: the address typed, whatever device types it."""
    typed = request.form.get("email") or session.get(WAITING) or get_remote_address()
    return canonical_email(typed[:EMAIL_SIGNS])


def _known_here() -> bool:
    return knows(_typed_address())


def _address_from_here() -> str:
    """Return the address typed and where: a stranger elsewhere uses up nobody else's tries."""
    here, address = origin(), _typed_address()
    return f"{address} {here.browser if knows(address) else here.network}"


by_device = limiter.limit("30/5 minutes", exempt_when=_known_here)
by_address = limiter.limit("10/15 minutes", key_func=_address_from_here)
# Many strangers together are slowed down; a browser the owner has signed in with never is.
by_all = limiter.limit("60/hour", key_func=_typed_address, exempt_when=_known_here)


@pages.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Show both ways in; who is in already goes on."""
    person = signed_in_person()
    if person is not None:
        return redirect(safe_target(request.args.get("next"), home_of(person)), 303)
    form = PasswordForm()
    form.next.data = request.args.get("next", "")
    return render_template("account/sign_in.html", form=form)


@pages.post("/sign-in")
@by_device
@by_address
@by_all
def enter() -> ResponseReturnValue:
    """Sign in with a password."""
    form = PasswordForm()
    if form.validate():
        person = person_of(form.email.data or "")
        if password_fits(person, form.password.data or "") and person is not None:
            return _let_in(person, form.next.data, clock.now())
        form.refuse("password", _("The address or the password is not right."))
    return render_template("account/sign_in.html", form=form), 422


@pages.post("/sign-in/codes")
@by_device
@by_address
@by_all
def send_code() -> ResponseReturnValue:
    """Send a code; the answer is the same whether the address is known or not."""
    form = EmailForm()
    if not form.validate():
        return render_template("account/sign_in.html", form=PasswordForm(), asked=form), 422
    email = canonical_email(form.email.data or "")
    try:
        send_sign_in_code(email, clock.now(), origin(), known=knows(email))
    except CodeRejected:
        form.refuse("email", _("We sent several codes already. Wait a quarter of an hour."))
        return render_template("account/sign_in.html", form=PasswordForm(), asked=form), 429
    session[WAITING] = email
    return redirect(url_for("account.code", next=form.next.data or None), 303)


@pages.get("/sign-in/code")
def code() -> ResponseReturnValue:
    """Ask for the code that was sent."""
    if WAITING not in session:
        return redirect(url_for("account.sign_in", next=request.args.get("next")), 303)
    form = CodeForm()
    form.next.data = request.args.get("next", "")
    return render_template("account/code.html", form=form, email=session[WAITING])


@pages.post("/sign-in/code")
@by_device
@by_address
@by_all
def enter_code() -> ResponseReturnValue:
    """Sign in with a code."""
    email, form, at = session.get(WAITING, ""), CodeForm(), clock.now()
    if form.validate():
        try:
            return _let_in(redeem(email, form.code.data or "", at, origin()), form.next.data, at)
        except CodeRejected as error:
            form.refuse("code", str(REASONS.get(error.reason, WRONG)))
    return render_template("account/code.html", form=form, email=email), 422


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    end_session(clock.now())
    flash(_("You are signed out."), "ok")
    return redirect(url_for("account.sign_in"), 303)


def _let_in(person: Account, wanted: str | None, at: datetime) -> ResponseReturnValue:
    """Open a fresh session; what a customer began in this browser becomes theirs."""
    home = home_of(person)
    open_session(person, at)
    if person.role == "customer":
        take_over(session.get("journeys", []), person.id, at)
    return redirect(safe_target(wanted, home), 303)
