"""Ending sessions on other devices."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.account.pages import pages
from store.accounts.sessions import revoke_session
from store.security import account, revoke_all, sign_in, signed_in


@pages.post("/account/sessions/<session_id>/revocation")
@signed_in
def revoke(session_id: str) -> ResponseReturnValue:
    """End one session of this person."""
    person = account()
    if person is None or not revoke_session(session_id, person.id, clock.now()):
        abort(404)
    flash(_("That device is signed out."), "ok")
    return redirect(url_for("account.overview"), 303)


@pages.post("/account/sessions/revocation")
@signed_in
def revoke_others() -> ResponseReturnValue:
    """End every session of this person and open a fresh one here."""
    person, at = account(), clock.now()
    if person is not None:
        revoke_all(person.id, at)
        sign_in(person, at)
    flash(_("All other devices are signed out."), "ok")
    return redirect(url_for("account.overview"), 303)
