"""The range of a brand, by filters."""

from collections.abc import Mapping
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from store import clock
from store.journeys.situation import usual_place
from store.shop.budget import read_budget
from store.shop.cards import range_card
from store.shop.delivered import months, weeks_until
from store.shop.filters import BODIES, ORDERS, SEATS, Wanted, find
from store.shop.pages import BRAND, shop
from store.shop.showroom import ENERGIES, showroom


@shop.get(f"{BRAND}/models", endpoint="range")
def show_range(brand: str) -> ResponseReturnValue:
    """Show what fits the filters, or the nearest car where nothing does."""
    on, everything = clock.today(), showroom(clock.today(), brand)
    wanted = read_wanted(request.args, on)
    return render_template(
        "shop/range.html",
        card=range_card,
        wanted=wanted,
        found=find(everything, wanted),
        months=months(everything, wanted, on),
        place=usual_place(),
    )


def read_wanted(words: "MultiDict[str, str]", on: date) -> Wanted:
    """Read the filters of an address; unknown words are no filter."""
    single: Mapping[str, str] = words.to_dict()
    order = single.get("order", "")
    return Wanted(
        budget=read_budget(single),
        energies=frozenset(words.getlist("energy")) & frozenset(ENERGIES),
        bodies=frozenset(words.getlist("body")) & frozenset(BODIES),
        seats=frozenset(words.getlist("seats")) & frozenset(SEATS),
        most_weeks=weeks_until(single.get("delivered", ""), on),
        order=order if order in ORDERS else ORDERS[0],
    )
