"""How the store is found and shared: site map, languages, and what search engines read of a car."""

from collections.abc import Iterator
from typing import Any

from flask import Response, render_template, request, url_for

from store import clock
from store.catalogue.brands import BRANDS
from store.formats import major_units
from store.locale import LANGUAGES
from store.shop.legal import TEXTS
from store.shop.pages import shop
from store.shop.showroom import Group, showroom


SCHEMA = "https://schema.org"
WINDOW = ("shop.home", "shop.range", "shop.stock")


@shop.get("/robots.txt")
def robots() -> Response:
    """Let the shop window be read and leave everybody's own pages alone."""
    private = ("journeys", "orders", "account", "dealer", "staff", "sandbox", "resume", "sign-in")
    lines = ["User-agent: *", *(f"Disallow: /{part}" for part in private)]
    where = url_for("shop.site_map", _external=True)
    return Response("\n".join([*lines, f"Sitemap: {where}", ""]), mimetype="text/plain")


@shop.get("/sitemap.xml")
def site_map() -> Response:
    """List the pages that anybody may find, each in every language."""
    pages = [(url, languages(url)) for url in _window()]
    return Response(render_template("shop/sitemap.xml", pages=pages), mimetype="application/xml")


def _window() -> Iterator[str]:
    for endpoint in ("shop.brands", "shop.all_stock", "shop.guide", "shop.help"):
        yield url_for(endpoint, _external=True)
    for brand in BRANDS:
        yield from (url_for(endpoint, brand=brand, _external=True) for endpoint in WINDOW)
    shown = showroom(clock.today())
    for brand, slug in sorted({(one.catalogue.brand, one.catalogue.slug) for one in shown}):
        yield url_for("shop.model", brand=brand, slug=slug, _external=True)
    yield from (url_for("shop.legal_page", page=page, _external=True) for page in TEXTS)


def languages(url: str) -> dict[str, str]:
    """Return a page's address in each language."""
    return {language: f"{url}?lang={language}" for language in LANGUAGES}


def here() -> str | None:
    """Return the present page's own address if anybody may find it, else None."""
    return request.base_url if (request.endpoint or "").startswith("shop.") else None


def described(group: Group, picture: str) -> dict[str, Any]:
    """Return a model in the words of schema.org: the car and what it costs on the road.

    Args:
        group: The versions shown.
        picture: The address of its picture.
    """
    catalogue, prices = group.catalogue, [car.road_cents for car in group.cars]
    return {
        "type": "Car",
        "name": f"{BRANDS[catalogue.brand].name} {catalogue.model}",
        "brand": {"type": "Brand", "name": BRANDS[catalogue.brand].name},
        "model": catalogue.model,
        "vehicleModelDate": str(catalogue.model_year),
        "itemCondition": f"{SCHEMA}/NewCondition",
        "vehicleSeatingCapacity": catalogue.seats,
        "numberOfDoors": catalogue.doors,
        "image": picture,
        "url": request.base_url,
        "offers": {
            "type": "AggregateOffer",
            "priceCurrency": catalogue.currency,
            "lowPrice": major_units(min(prices)),
            "highPrice": major_units(max(prices)),
            "offerCount": len(prices),
            "availability": f"{SCHEMA}/InStock",
        },
    }
