"""One model: its versions with real figures, and the way into the configurator."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from configurator import UnknownOptionError
from store import clock
from store.formats import number
from store.journeys.begin import Beginning, begin
from store.journeys.choose import choose
from store.journeys.situation import usual_place
from store.shop.found import described
from store.shop.kept import Part, kept
from store.shop.legal_example import legal_example
from store.shop.ownership import customer_id, remember
from store.shop.pages import BRAND, MARKET, shop
from store.shop.picture_addresses import shared_picture_of
from store.shop.seasons import kilometres
from store.shop.showroom import Group, model_groups


SHOWN = 4  # options a shown car has beyond its version


@shop.get(f"{BRAND}/<slug>")
def model(brand: str, slug: str) -> ResponseReturnValue:
    """Show a model's versions by energy."""
    on = clock.today()
    groups = model_groups(brand, slug, on)
    wanted = request.args.get("energy", "")
    shown = next((group for group in groups if group.energy == wanted), groups[0])
    body = Part(
        "shop/model_body.html",
        (shown.catalogue.hash, shown.energy, on),
        lambda: _body(groups, shown),
    )
    about = described(shown, shared_picture_of(shown.first.look))
    return render_template("shop/model.html", shown=shown, body=kept(body), described=about)


def _body(groups: tuple[Group, ...], shown: Group) -> dict[str, Any]:
    monthly = shown.first.monthly
    electric = next((group.first for group in groups if group.energy == "electric"), None)
    return {
        "groups": groups,
        "shown": shown,
        "place": usual_place(),
        "example": legal_example(monthly) if monthly else "",
        "electric": electric,
        "seasons": _bars(electric.summary.range_km) if electric else (),
    }


def _bars(official_km: int) -> list[tuple[object, ...]]:
    """Return the rows of the chart: words, note, kilometres, thousandths of the lane, colour."""
    rows = kilometres(official_km)
    longest = max(km for _season, km in rows)
    return [
        (one.words, one.note, f"{number(km)} km", km * 1000 // longest, 1 if place == 0 else 3)
        for place, (one, km) in enumerate(rows)
    ]


@shop.post(f"{BRAND}/<slug>/journeys")
def start(brand: str, slug: str) -> ResponseReturnValue:
    """Begin a journey for a version with the options it was shown with."""
    version = request.form.get("version")
    first = Beginning(
        market=MARKET, brand=brand, slug=slug, version=version or None, account_id=customer_id()
    )
    try:
        journey_id = begin(first, clock.today(), clock.now())
        for option in request.form.getlist("option")[:SHOWN]:
            choose(journey_id, option, wanted=True, at=clock.now())
    except UnknownOptionError as error:
        raise NotFound from error
    remember(journey_id)
    return redirect(url_for("configure.show", journey_id=journey_id), 303)
