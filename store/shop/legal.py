"""The pages a shop must have, and help."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from store import clock
from store.accounts.data_map import subjects
from store.markets import LegalText, market
from store.shop.context import brand_here
from store.shop.pages import MARKET, shop


TEXTS = {
    "notice": ("mediator", "guarantees", "withdrawal_right", "price_guarantee", "preparation"),
    "privacy": ("data_notice",),
    "accessibility": (),
}


@shop.get("/legal/<page>")
def legal_page(page: str) -> ResponseReturnValue:
    """Show the legal notice, the data notice or the accessibility statement."""
    if page == "help":
        return show_help()
    if page not in TEXTS:
        abort(404)
    who, held = market(MARKET).seller(brand_here().key), subjects() if page == "privacy" else []
    return render_template(f"shop/legal/{page}.html", seller=who, texts=_texts(page), held=held)


@shop.get("/help", endpoint="help")
def show_help() -> ResponseReturnValue:
    """Show who answers, and the answers asked for most."""
    return render_template("shop/legal/help.html", seller=market(MARKET).seller(brand_here().key))


def _texts(page: str) -> dict[str, LegalText]:
    language, on = str(get_locale() or "fr"), clock.today()
    return {key: market(MARKET).legal(key, language, on) for key in TEXTS[page]}
