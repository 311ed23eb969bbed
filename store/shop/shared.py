"""A car that somebody shares: a short address that anybody may open, and make their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from configurator import Catalogue, CodeError, UnknownOptionError, decode, encode, reopen
from store import clock
from store.catalogue.shelf import UnknownCatalogue, active_hash, catalogue_of, engine_of
from store.extensions import db
from store.journeys.begin import begin_with
from store.journeys.receipt import receipt
from store.journeys.situation import Situation, situation, usual_place
from store.models import CatalogueVersion
from store.shop.ownership import customer_id, remember
from store.shop.pages import shop
from store.shop.showroom import shown_car, unsaved
from store.shop.wording import option_words


Words = dict[str, str]


@dataclass(frozen=True)
class Shared:
    """A shared car under the price list in force.

    `gone` are its choices that are on sale no more, `dropped` those that no longer go together.
    """

    catalogue: Catalogue
    decisions: Mapping[str, bool]
    gone: tuple[Words, ...] = ()
    dropped: tuple[Words, ...] = ()


def share_code(found: Situation) -> str:
    """Return the code of a configuration, for its address."""
    return encode(found.catalogue, found.journey.decisions)


@shop.get("/cars/<code>")
def shared_car(code: str) -> ResponseReturnValue:
    """Show a car that somebody configured, at today's price."""
    on = clock.today()
    car = _opened(code, on)
    brand = session["brand"] = car.catalogue.brand
    found = situation(unsaved(car.catalogue.hash, brand, dict(car.decisions)), on)
    lines = receipt(found.deal)
    return render_template(
        "shop/shared.html",
        car=car,
        shown=shown_car(found),
        weeks=found.weeks,
        lines=(*lines.car, *lines.road),
        place=usual_place(),
        code=code,
    )


@shop.post("/cars/<code>/journeys")
def take_shared(code: str) -> ResponseReturnValue:
    """Begin a journey of one's own with a shared car."""
    car = _opened(code, clock.today())
    journey_id = begin_with(car.catalogue, car.decisions, customer_id(), clock.now())
    remember(journey_id)
    return redirect(url_for("configure.show", journey_id=journey_id), 303)


def _opened(code: str, on: date) -> Shared:
    """Read a code under the price list in force.

    Raises:
        NotFound: damaged, of an unknown price list, or of a model that is sold no more.
    """
    try:
        saved = decode(code)
        old = _catalogue(saved.catalogue)
        decisions = saved.decisions(old)
        now = catalogue_of(active_hash(old.market, old.brand, old.slug, on))
    except (CodeError, UnknownOptionError, UnknownCatalogue) as error:
        raise NotFound from error
    if now.hash == old.hash:
        return Shared(now, decisions)
    kept = reopen(engine_of(now.hash), decisions)
    gone = tuple(option_words(old, option) for option in kept.unknown)
    return Shared(now, kept.decisions, gone, tuple(option_words(now, o) for o in kept.dropped))


def _catalogue(beginning: str) -> Catalogue:
    of_code = CatalogueVersion.hash.startswith(beginning, autoescape=True)
    found = db.session.scalars(select(CatalogueVersion.hash).where(of_code).limit(2)).all()
    if len(found) != 1:
        raise UnknownCatalogue(beginning)
    return catalogue_of(found[0])
