"""Everything on one page, a copy by mail, and the way to the purchase order."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext as _

from store import clock
from store.extensions import limiter
from store.formats import day_long
from store.journeys.answer import make_link, mark_reviewed
from store.journeys.buyer import name_account
from store.journeys.compare import Change, difference
from store.journeys.deal import Deal
from store.journeys.look import car_look
from store.journeys.pricing import in_january
from store.journeys.receipt import receipt
from store.journeys.refusals import DealError
from store.journeys.situation import Situation, situation
from store.locale import pick
from store.models import Order
from store.orders.draft import draft_of
from store.orders.freeze import freeze
from store.orders.letters import Post, send
from store.orders.paper.context import Language
from store.orders.refusals import CarTaken, NotReviewed
from store.shop.forms.review import ReviewForm
from store.shop.legal_words import law
from store.shop.ownership import own_journey
from store.shop.steps import address, customer, here, order_address, page, pages, see


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
            "lines": [{"label": line.label[language], "cents": line.cents} for line in lines],
            "road_price_cents": now.deal.road_price_cents,
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
    name_account(key, person.id if person else None, language, at)
    mark_reviewed(key, now.deal.sha256, at)
    fresh = situation(own_journey(key), clock.today())
    return freeze(key, draft_of(fresh, language, at), at)


def _page(now: Situation, changes: tuple[Change, ...] = (), *, changed: bool = False) -> str:
    return page(
        "review",
        "review",
        now,
        receipt=receipt(now.deal),
        look=car_look(now.catalogue, now.options),
        equipment=_equipment(now),
        january=in_january(now.deal),
        seen=now.deal.canonical().decode(),
        changes=changes,
        changed=changed,
        law=lambda key: law(key, now),
        buyer_rows=_buyer(now.journey.buyer),
        versions=_versions(now.deal),
    )


def _equipment(now: Situation) -> list[tuple[str, str]]:
    """Return colour and interior as (group, option) in words."""
    return [
        (pick(dict(group.label)), pick(dict(option.label)))
        for group in now.catalogue.groups
        if group.kind == "one"
        for option in group.options
        if option.id in now.options
    ]


def _buyer(buyer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the buyer as rows of (label, value)."""
    company = f"{buyer['company']}, SIREN {buyer['siren']}" if buyer.get("company") else ""
    rows = [
        (_("Company"), company),
        (_("Name"), f"{buyer['first_name']} {buyer['last_name']}"),
        (_("Born"), f"{day_long(date.fromisoformat(buyer['birth_date']))}, {buyer['birth_place']}"),
        (_("Address"), f"{buyer['street']}, {buyer['postcode']} {buyer['commune']}"),
        (_("E-mail"), buyer["email"]),
        (_("Telephone"), buyer["phone"]),
    ]
    return [row for row in rows if row[1]]


def _versions(deal: Deal) -> list[tuple[str, str]]:
    """Return the data the price was made from, as rows of (label, version)."""
    made = deal.versions
    rows = [
        (_("Price list"), made.catalogue.partition(":")[0]),
        (_("Taxes"), made.taxes),
        (_("Conditions"), made.terms),
        (_("Credit"), made.rates),
        (_("Legal texts"), made.texts),
        (_("Valuation"), made.trade_in),
    ]
    return [row for row in rows if row[1]]
