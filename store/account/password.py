"""Setting or changing the password."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.account.forms import NewPasswordForm
from store.account.pages import pages
from store.accounts.password import set_password
from store.extensions import limiter
from store.security import account, hash_password, password_fits, revoke_all, sign_in, signed_in


@pages.get("/account/password")
@signed_in
def password() -> ResponseReturnValue:
    """Show the form."""
    return render_template("account/password.html", form=NewPasswordForm(), person=account())


@pages.post("/account/password")
@limiter.limit("10/15 minutes")
@signed_in
def change_password() -> ResponseReturnValue:
    """Set the password; every other device must sign in again."""
    person, form, at = account() or abort(404), NewPasswordForm(), clock.now()
    fits = person.password_hash is None or password_fits(person, form.present.data or "")
    if form.validate() and fits:
        set_password(person.id, hash_password(form.new.data or ""))
        revoke_all(person.id, at)
        sign_in(person, at)
        flash(_("Your password is set. Other devices are signed out."), "ok")
        return redirect(url_for("account.overview"), 303)
    if not fits:
        form.refuse("present", _("This is not your present password."))
    return render_template("account/password.html", form=form, person=person), 422
