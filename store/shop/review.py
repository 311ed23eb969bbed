"""Everything on one page, a copy by mail, and the way to the purchase order."""

from typing import cast

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext as _

from store import clock
from store.extensions import limiter, one_page
from store.journeys.answer import make_link, mark_reviewed
from store.journeys.buyer import name_account
from store.journeys.compare import Change, difference
from store.journeys.deal import Deal
from store.journeys.look import car_look
from store.journeys.receipt import receipt
from store.journeys.refusals import DealError
from store.journeys.registration import aids, next_january
from store.journeys.situation import Situation, situation
from store.models import Order
from store.orders.draft import draft_of
from store.orders.freeze import freeze
from store.orders.letters import Post, send
from store.orders.paper.context import Language
from store.orders.refusals import CarTaken, NotReviewed
from store.security import origin
from store.shop.forms.review import ReviewForm
from store.shop.legal_words import law
from store.shop.ownership import customer, own_journey
from store.shop.review_rows import BANDS, buyer_rows, equipment_rows, offered, version_rows
from store.shop.steps import here, order_address, page, pages, see
from store.shop.steps_bar import address


@pages.get("/journeys/<journey_id>/review")
def review(journey_id: str) -> ResponseReturnValue:
    """Show everything on one page."""
    return _page(here(journey_id, "review"))


@pages.post("/journeys/<journey_id>/orders")
def order(journey_id: str) -> ResponseReturnValue:
    """Make the purchase order of exactly what was shown, or show what changed since."""
    now, form = here(journey_id, "review"), ReviewForm()
    seen = _seen(form) if form.validate() else None
    if seen is None or seen.sha256 != now.deal.sha256:
        return _page(now, difference(seen, now.deal) if seen else (), changed=True), 409
    try:
        made = _freeze(now)
    except CarTaken:
        flash(_("Another buyer was faster: this car is held. Choose one of its sisters."), "warn")
        return see(address("review", journey_id))
    except NotReviewed:
        flash(_("Something changed meanwhile. Please read again."), "warn")
        return see(address("review", journey_id))
    return see(order_address(made))


@pages.post("/journeys/<journey_id>/copies")
@limiter.limit("10/hour")
@limiter.limit("6/day", key_func=one_page)
def copy(journey_id: str) -> ResponseReturnValue:
    """Mail the page as a durable copy, with the link that opens the journey anywhere."""
    now, at = here(journey_id, "review"), clock.now()
    language, lines = str(get_locale()), receipt(now.deal).lines
    post = Post(
        template="review",
        reference=f"{journey_id}:{at.isoformat()}",
        to=now.journey.buyer["email"],
        locale=language,
        facts={
            "title": f"{now.catalogue.model} {now.summary.version.label}",
            "lines": [
                {"label": line.label[language], "cents": line.cents, "unknown": line.unknown}
                for line in lines
            ],
            "road_price_cents": now.deal.road_price_cents,
            **offered(now),
        },
        secrets={"token": make_link(journey_id, at)},
    )
    send(post, at)
    flash(_("A copy is on its way to %(email)s.", email=post.to), "ok")
    return see(address("review", journey_id))


def _seen(form: ReviewForm) -> Deal | None:
    try:
        return Deal.from_json(form.seen.data or "")
    except DealError:
        return None


def _freeze(now: Situation) -> Order:
    key, at, person = now.journey.id, clock.now(), customer()
    language = cast("Language", str(get_locale()))
    owner = name_account(key, person.id if person else None, language, at)
    mark_reviewed(key, now.deal.sha256, at)
    fresh = situation(own_journey(key), clock.today())
    return freeze(key, draft_of(fresh, language, at), at, account_id=owner, origin=origin())


def _page(now: Situation, changes: tuple[Change, ...] = (), *, changed: bool = False) -> str:
    return page(
        "review",
        "review",
        now,
        receipt=receipt(now.deal),
        look=car_look(now.catalogue, now.options),
        equipment=equipment_rows(now),
        january=next_january(now.deal),
        aids=aids(now.deal, natural_person=now.journey.buyer.get("kind") != "business"),
        bands=BANDS,
        seen=now.deal.canonical().decode(),
        changes=changes,
        changed=changed,
        law=lambda key: law(key, now),
        buyer_rows=buyer_rows(now.journey.buyer),
        versions=version_rows(now.deal),
    )
