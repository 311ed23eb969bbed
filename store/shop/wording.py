"""Words for the codes of the catalogue and the engines."""

import re
from collections.abc import Iterable

from flask_babel import gettext as _, ngettext

from configurator import Catalogue
from store.catalogue.brands import BRANDS
from store.formats import euros, number
from store.journeys.guide import Reason
from store.journeys.wording import instalments_text
from store.lazy import _l
from store.markets import Place


ENERGY_WORDS: dict[str, str] = {
    "hybrid": _l("Hybrid"),
    "electric": _l("Electric"),
    "plugin": _l("Plug-in hybrid"),
    "petrol": _l("Petrol"),
    "diesel": _l("Diesel"),
}
BODY_WORDS: dict[str, str] = {
    "hatchback": _l("Hatchback"),
    "fastback": _l("Fastback"),
    "suv": _l("SUV"),
}
GEARBOX_WORDS: dict[str, str] = {
    "manual": _l("Manual gearbox"),
    "automatic": _l("Automatic gearbox"),
}
PRODUCT_WORDS: dict[str, str] = {
    "loan": _l("Loan"),
    "balloon": _l("Balloon loan"),
    "loa": _l("Lease with option"),
    "lld": _l("Long-term rental"),
}
USE_WORDS: dict[str, str] = {
    "city": _l("town driving"),
    "mixed": _l("a bit of everything"),
    "motorway": _l("the motorway"),
}


def reason_words(reason: Reason) -> str:
    """Return a reason of the guide as a sentence."""
    params = reason.params
    cents, count = int(params.get("cents", 0)), int(params.get("days", 0))
    sentences = {
        "within_budget": _("Within your budget, %(amount)s to spare", amount=euros(cents)),
        "over_budget": _("%(amount)s above your budget, the nearest there is", amount=euros(cents)),
        "suits_use": _("Made for %(use)s", use=USE_WORDS.get(str(params.get("use")), "")),
        "suits_distance": _("Fits %(km)s km a year", km=number(int(params.get("km_per_year", 0)))),
        "charges_at_home": _("Charges at home at night"),
        "range_lasts": ngettext(
            "One charge lasts %(num)s day of your driving",
            "One charge lasts %(num)s days of your driving",
            count,
        ),
        "seats": _("%(seats)s seats", seats=params.get("seats", "")),
        "no_malus": _("No CO₂ malus"),
    }
    return sentences[reason.code]


DISTRICT = re.compile(r" \d+er? Arrondissement$")
HORSEPOWER = 735_499  # milliwatts in one metric horsepower (75 kgf·m/s)


def horsepower(kilowatts: int) -> int:
    """Return metric horsepower, as French papers round it."""
    return (kilowatts * 1_000_000 + HORSEPOWER // 2) // HORSEPOWER


def town(place: Place) -> str:
    """Return a commune as people say it: the city without its district."""
    return DISTRICT.sub("", place.commune)


def full_name(catalogue: Catalogue) -> str:
    """Return brand and model: Peugeot 208, but DS 4."""
    brand = BRANDS[catalogue.brand].name
    alone = catalogue.model.startswith(brand)
    return catalogue.model if alone else f"{brand} {catalogue.model}"


def option_words(catalogue: Catalogue, option: str) -> dict[str, str]:
    """Return the words of an option or a version by language.

    Raises:
        configurator.UnknownOptionError: the price list has neither.
    """
    if option.startswith("version."):
        return dict.fromkeys(("fr", "en"), catalogue.version(option).label)
    return dict(catalogue.option(option).label)


def product_words(product: str) -> str:
    """Return a finance product as a short label."""
    short = {"loa": _("LOA"), "lld": _("LLD")}
    return short.get(product) or str(PRODUCT_WORDS[product])


def instalments(stages: Iterable[tuple[int, int]]) -> str:
    """Return payments as (number, cents) in a row in the visitor's language: 59 × … + 1 × …."""
    return instalments_text(stages, euros)
