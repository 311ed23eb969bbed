"""What every page is given besides its own words: the brand, the market, the light, the way round.

Nothing here asks the database, so that an error page can be shown without it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import g, request, session, url_for
from flask_babel import gettext as _

from store.catalogue.brands import BRANDS, Brand
from store.journeys.sale import closed_reason
from store.locale import LANGUAGES, choose
from store.markets import Invalid, market
from store.shop.ownership import remembered
from store.shop.pages import MARKET


FIRST = "peugeot"
OWN_LIGHT = frozenset({"shop.home", "shop.brands", "configure.show", "configure.choose"})
NAV = {
    "shop.range": "range",
    "shop.model": "range",
    "shop.stock": "stock",
    "shop.all_stock": "stock",
    "shop.stock_car": "stock",
    "shop.guide": "guide",
}


@dataclass(frozen=True)
class Nav:
    """Where the header and the footer lead; found out by the pages that have them."""

    brand: Brand

    @cached_property
    def urls(self) -> dict[str, str]:
        """Return the addresses by their place."""
        return _urls(self.brand)

    @property
    def current(self) -> str | None:
        """Return the place this page belongs to."""
        return NAV.get(request.endpoint or "")

    @property
    def seller(self) -> str:
        """Return the seller's name; the brand's where no seller is named yet."""
        try:
            return market(MARKET).seller(self.brand.key).name
        except Invalid:
            return self.brand.name

    @property
    def market(self) -> str:
        """Return country and language in words."""
        return _("France · English") if choose() != LANGUAGES[0] else _("France · French")


def brand_here() -> Brand:
    """Return the brand of the address or of the journey, else the one seen last."""
    named = (request.view_args or {}).get("brand") or g.get("brand_key")
    if named in BRANDS:
        if session.get("brand") != named:
            session["brand"] = named
        return BRANDS[named]
    return BRANDS.get(session.get("brand", FIRST), BRANDS[FIRST])


def frame() -> dict[str, Any]:
    """Return the context of the layouts."""
    brand = brand_here()
    light = brand.scheme if request.endpoint in OWN_LIGHT else "auto"
    return {
        "brand": brand,
        "market": market(MARKET),
        "lang": choose(),
        "scheme": session.get("scheme", light),
        "nav": Nav(brand),
        "sale_closed": closed_reason(brand.key) is not None,
    }


def _urls(brand: Brand) -> dict[str, str]:
    mine = remembered()
    journey = f"{request.script_root}/journeys/{mine[-1]}" if mine else None
    return {
        "home": url_for("shop.home", brand=brand.key),
        "range": url_for("shop.range", brand=brand.key),
        "stock": url_for("shop.stock", brand=brand.key),
        "guide": url_for("shop.guide"),
        "trade_in": f"{journey}/trade-in" if journey else url_for("shop.help", _anchor="trade-in"),
        "adviser": url_for("shop.help", _anchor="adviser"),
        "project": journey or f"{request.script_root}/account",
        "drive": url_for("shop.ask_drive"),
        "legal": url_for("shop.legal_page", page="notice"),
        "privacy": url_for("shop.legal_page", page="privacy"),
        "accessibility": url_for("shop.legal_page", page="accessibility"),
        "withdraw": f"{request.script_root}/withdraw",
    }
