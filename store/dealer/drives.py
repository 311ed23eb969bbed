"""Test drives asked of this dealer: accepted, moved or declined."""

from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from store import clock
from store.dealer.forms.drives import DriveAnswerForm
from store.dealer.ownership import own_dealer
from store.dealer.pages import pages
from store.desk.drives import PARTS, STAGES
from store.extensions import db
from store.markets import market
from store.models import Dealer, DriveRequest
from store.security import dealer_only
from store.test_drives.answer import Said, answer_drive
from store.test_drives.lifecycle import OPEN, Act, Stage, may
from store.test_drives.moments import days
from store.test_drives.refusals import NoSuchMoment


ANSWERS = {"acceptance": Act.ACCEPT, "proposal": Act.PROPOSE, "refusal": Act.DECLINE}
MOST = 100


@pages.get("/test-drives")
@dealer_only
def drives() -> str:
    """Show the test drives to come, those that wait for an answer first."""
    return _page(own_dealer())


@pages.post(f"/test-drives/<drive_id>/<any({','.join(ANSWERS)}):answer>")
@dealer_only
def answer_a_drive(drive_id: str, answer: str) -> ResponseReturnValue:
    """Accept, propose another moment or decline; a second click changes nothing."""
    dealer, act = own_dealer(), ANSWERS[answer]
    row = db.session.get(DriveRequest, drive_id)
    if row is None or row.dealer_id != dealer.id:
        abort(404)
    form = _form(row, dealer)
    if not form.validate():
        return _page(dealer, form), 422
    said = Said(act=act, words=form.words.data or "")
    if act is Act.PROPOSE:
        day = date.fromisoformat(form.day.data or "")
        said = Said(act=act, words=said.words, day=day, part=form.part.data or "")
    try:
        answer_drive(drive_id, dealer.id, said, clock.now())
    except NoSuchMoment:
        form.part.errors = [_("Dealers are closed then. Choose another moment.")]
        return _page(dealer, form), 422
    flash(_("Noted. The customer has been told."), "ok")
    return redirect(url_for("dealer.drives", _anchor=drive_id), 303)


def _page(dealer: Dealer, sent: DriveAnswerForm | None = None) -> str:
    coming = select(DriveRequest).where(
        DriveRequest.dealer_id == dealer.id, DriveRequest.day >= clock.today()
    )
    rows = db.session.scalars(coming.order_by(DriveRequest.day, DriveRequest.id).limit(MOST)).all()
    forms = {row.id: _form(row, dealer) for row in rows if row.stage in OPEN}
    if sent is not None:
        forms[sent.of] = sent
    return render_template(
        "dealer/drives.html",
        waiting=[row for row in rows if row.stage == Stage.ASKED],
        others=[row for row in rows if row.stage != Stage.ASKED],
        forms=forms,
        stages=STAGES,
        parts=PARTS,
        may=may,
        acts=Act,
    )


def _form(row: DriveRequest, dealer: Dealer) -> DriveAnswerForm:
    return DriveAnswerForm(row, days(market(dealer.market).opening(), clock.today()))
