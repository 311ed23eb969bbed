"""The parts of the configurator's page, which a click brings anew; kept for everybody alike."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import get_locale
from markupsafe import Markup

from configurator import Catalogue
from financing import quote_id
from store.journeys.look import cabin_look, car_look
from store.journeys.situation import Situation
from store.markets import market
from store.shop.kept import Part, kept, piece
from store.shop.panel import panel
from store.shop.rows import Row
from store.shop.shared import share_code
from store.shop.undo import Change
from store.shop.wording import option_words


Words = dict[str, str]
ROW = "shop/configure/row.html"


@dataclass(frozen=True)
class Told:
    """A change in words."""

    came: Words | None
    left: Words | None


def board(found: Situation) -> Markup:
    """Return the stage and the panel, which depend on choices, town and day alone."""
    journey, asked = found.journey, found.deal.request
    fixed = journey.stock_vehicle_id is not None
    letter = market(asked.market).co2_class
    part = Part(
        "shop/configure/board.html",
        (*_car(found), found.place, asked.ordered_on, asked.registration_month, fixed),
        lambda: {
            "found": found,
            "look": car_look(found.catalogue, found.options),
            "cabin": cabin_look(found.catalogue, found.options),
            "co2_class": letter(found.summary.co2_g, found.plan.on) if letter else None,
            "sections": () if fixed else panel(found),
            "code": share_code(found),
            "most_cents": 0 if fixed else found.engine.price_range(journey.decisions)[1],
            "drawn": _drawn(found.catalogue.hash),
            "fixed": fixed,
        },
    )
    return kept(part, journey.id)


def _drawn(catalogue_hash: str) -> Callable[[Row, str], Markup]:
    """Return what draws a row as a radio or a check, most of them as they were drawn before."""
    locale = str(get_locale())

    def draw(row: Row, control: str) -> Markup:
        key = (catalogue_hash, control, *row.key)
        return piece(Part(ROW, key, lambda: {"row": row, "control": control}), locale)

    return draw


def bar(found: Situation, *, oob: bool) -> Markup:
    """Return the summary bar; `oob` where it takes the place of the one that is there."""
    monthly = found.monthly
    month = monthly and quote_id(monthly)
    part = Part(
        "shop/configure/bar.html",
        (*_car(found), found.deal.road_price_cents, found.weeks, month, oob),
        lambda: {"found": found, "look": car_look(found.catalogue, found.options), "oob": oob},
    )
    return kept(part, found.journey.id)


def toast(found: Situation, change: Change | None, back: str | None) -> Markup:
    """Return what the last click did, and the way back; nothing where it did nothing."""
    if change is None or back is None:
        return Markup()
    catalogue = found.catalogue
    part = Part(
        "shop/configure/toast.html",
        (catalogue.hash, change),
        lambda: {"change": Told(_words(catalogue, change.came), _words(catalogue, change.left))},
    )
    return kept(part, found.journey.id, back)


def _car(found: Situation) -> tuple[str, frozenset[tuple[str, bool]]]:
    return found.catalogue.hash, frozenset(found.journey.decisions.items())


def _words(catalogue: Catalogue, option: str | None) -> Words | None:
    return None if option is None else option_words(catalogue, option)
