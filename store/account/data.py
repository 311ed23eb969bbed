"""Taking one's data away, and being forgotten."""

import json

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.account.forms import ErasureForm
from store.account.pages import pages
from store.accounts.erase import OrderRunning, erase, running
from store.accounts.portrait import portrait
from store.security import account, customer_only, sign_out, signed_in


@pages.get("/account/export")
@signed_in
def export() -> ResponseReturnValue:
    """Download everything the store holds about this person."""
    person = account() or abort(404)
    text = json.dumps(portrait(person, clock.now()), ensure_ascii=False, indent=2)
    answer = Response(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="volant.json"'
    return answer


@pages.get("/account/erasure")
@customer_only
def erasure() -> ResponseReturnValue:
    """Say what is erased and what the law keeps."""
    person = account() or abort(404)
    return render_template("account/erasure.html", form=ErasureForm(), orders=running(person.id))


@pages.post("/account/erasure")
@customer_only
def be_forgotten() -> ResponseReturnValue:
    """Erase this person."""
    person, form = account() or abort(404), ErasureForm()
    key = person.id
    if not form.validate():
        return render_template("account/erasure.html", form=form, orders=running(key)), 422
    try:
        erase(key, clock.now())
    except OrderRunning:
        return render_template("account/erasure.html", form=form, orders=running(key)), 409
    sign_out(clock.now())
    flash(_("Your account is erased."), "ok")
    return redirect(url_for("account.sign_in"), 303)
