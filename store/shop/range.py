"""The range of a brand, by filters; and one model's versions."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from store import clock
from store.journeys.situation import usual_place
from store.shop.budget import read_budget
from store.shop.filters import BODIES, ORDERS, Wanted, find
from store.shop.pages import BRAND, shop
from store.shop.showroom import ENERGIES, showroom


@shop.get(f"{BRAND}/models")
def range(brand: str) -> ResponseReturnValue:  # noqa: A001  the page's name, and its endpoint's
    """Show what fits the filters, or the nearest car where nothing does."""
    wanted = read_wanted(request.args)
    found = find(showroom(clock.today(), brand), wanted)
    return render_template("shop/range.html", wanted=wanted, found=found, place=usual_place())


def read_wanted(words: "MultiDict[str, str]") -> Wanted:
    """Read the filters of an address; unknown words are no filter."""
    single: Mapping[str, str] = words.to_dict()
    order = single.get("order", "")
    return Wanted(
        budget=read_budget(single),
        energies=frozenset(words.getlist("energy")) & frozenset(ENERGIES),
        bodies=frozenset(words.getlist("body")) & frozenset(BODIES),
        order=order if order in ORDERS else ORDERS[0],
    )
