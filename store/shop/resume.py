"""The link that opens a journey on another device."""

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext as _

from store import clock
from store.extensions import limiter
from store.journeys.answer import follow_link, make_link
from store.journeys.look import car_look
from store.journeys.situation import Situation, situation
from store.models import Journey
from store.orders.letters import Post, send
from store.security import a_letter
from store.shop.forms.review import ElsewhereForm
from store.shop.ownership import customer, own_journey, remember
from store.shop.steps import onward, page, pages, refused


@pages.get("/journeys/<journey_id>/link")
def elsewhere(journey_id: str) -> ResponseReturnValue:
    """Ask where the link goes."""
    now = _now(own_journey(journey_id))
    person = customer()
    known = now.journey.buyer.get("email") or (person.email if person else "")
    return _page(now, ElsewhereForm({"email": known}))


@pages.post("/journeys/<journey_id>/link")
@limiter.limit("5/hour")
@a_letter
def send_link(journey_id: str) -> ResponseReturnValue:
    """Mail the link."""
    now, form, at = _now(own_journey(journey_id)), ElsewhereForm(), clock.now()
    if not form.validate():
        return refused(_page(now, form))
    post = Post(
        template="resume",
        reference=f"{journey_id}:{at.isoformat()}",
        to=form.email.data or "",
        locale=str(get_locale()),
        secrets={"token": make_link(journey_id, at)},
    )
    send(post, at)
    flash(_("The link is on its way to %(email)s. It works for 30 days.", email=post.to), "ok")
    return onward(journey_id)


@pages.get("/resume/<token>")
@limiter.limit("60/hour")
def resume(token: str) -> ResponseReturnValue:
    """Show what a link opens; looking changes nothing."""
    now = _now(_followed(token))
    look = car_look(now.catalogue, now.options)
    return render_template("shop/journey/resume.html", now=now, token=token, look=look)


@pages.post("/resume/<token>")
@limiter.limit("60/hour")
def open_here(token: str) -> ResponseReturnValue:
    """Give the journey to this device as well."""
    journey = _followed(token)
    remember(journey.id)
    return onward(journey.id)


def _followed(token: str) -> Journey:
    journey = follow_link(token, clock.now())
    if journey is None:
        abort(410)
    return journey


def _now(journey: Journey) -> Situation:
    return situation(journey, clock.today())


def _page(now: Situation, form: ElsewhereForm) -> str:
    return page("elsewhere", "elsewhere", now, form=form)
