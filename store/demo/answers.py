"""Invented buyers of the demonstration and what they answer, the same for the same numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from store.demo.draws import Draw
from store.markets import market


FIRST_NAMES = (
    "Camille", "Louise", "Inès", "Chloé", "Manon", "Léa", "Jade", "Alice", "Nour", "Lina",
    "Gabriel", "Louis", "Raphaël", "Jules", "Adam", "Lucas", "Hugo", "Karim", "Maël", "Idriss",
)  # fmt: skip
LAST_NAMES = (
    "Morel", "Fontaine", "Girard", "Lambert", "Bonnet", "Rousseau", "Blanc", "Guérin", "Muller",
    "Henry", "Chevalier", "Benali", "Diallo", "Nguyen", "Perrin", "Marchand", "Barbier", "Arnaud",
)  # fmt: skip
POSTCODES = (
    "75015", "69002", "13008", "33000", "59000", "44000", "67000", "31000", "35000", "06000",
    "34000", "38000", "21000", "76000", "51100", "42000", "49000", "63000", "37000", "57000",
)  # fmt: skip
STREETS = ("rue des Lilas", "avenue de la Gare", "rue du Moulin", "impasse des Tilleuls")
CARS = (
    ("Peugeot", "208", "petrol", 100),
    ("Renault", "Clio", "petrol", 90),
    ("Citroën", "C3", "petrol", 83),
    ("Volkswagen", "Golf", "diesel", 115),
    ("Peugeot", "308", "diesel", 130),
)
PRODUCTS = ("cash", "loan", "loa", "loa", "balloon", "lld")


@dataclass(frozen=True)
class Buyer:
    """One invented buyer: `answers` are the sections of a journey."""

    name: str
    email: str
    answers: Mapping[str, Mapping[str, Any]]


def with_co_buyer(who: Buyer, draw: Draw) -> Buyer:
    """Let an invented buyer buy together with somebody, invented too."""
    other = {
        "civility": draw.one("title of two", ("mme", "m")),
        "birth_date": f"{1960 + draw.number('born of two', 40)}-03-12",
        "birth_place": "Nantes",
        "street": "",
        "town": "",
        "first_name": draw.one("first of two", FIRST_NAMES),
        "last_name": draw.one("last of two", LAST_NAMES),
        "email": f"co-{who.email}",
        "phone": f"+3363998{draw.number('phone of two', 10_000):04d}",
    }
    together = {**who.answers["buyer"], "co_buyer": other}
    return replace(who, answers={**who.answers, "buyer": together})


def buyer(draw: Draw, on: date) -> Buyer:
    """Invent a buyer and the answers given on a day."""
    first, last = draw.one("first", FIRST_NAMES), draw.one("last", LAST_NAMES)
    home = market("FR").places(draw.one("postcode", POSTCODES))[0]
    email = f"client-{draw.seed}-{draw.thing}@example.com"
    place = {"postcode": home.postcode, "insee": home.insee, "delivery": "dealer"}
    return Buyer(
        name=f"{first} {last}",
        email=email,
        answers={
            "place": place,
            "trade_in": _trade_in(draw, on),
            "finance": _finance(draw),
            "buyer": {
                "kind": "private",
                "civility": draw.one("civility", ("mme", "m")),
                "first_name": first,
                "last_name": last,
                "birth_date": (
                    date(1960, 1, 1) + timedelta(draw.number("born", 14_000))
                ).isoformat(),
                "birth_place": home.commune,
                "street": f"{1 + draw.number('street', 120)} {draw.one('road', STREETS)}",
                "postcode": home.postcode,
                "commune": home.commune,
                "insee": home.insee,
                "email": email,
                "phone": f"+3363998{draw.number('phone', 10_000):04d}",
            },
        },
    )


def _finance(draw: Draw) -> dict[str, Any]:
    return {
        "product": draw.one("product", PRODUCTS),
        "months": draw.one("months", (36, 48)),
        "km_per_year": draw.one("km", (10_000, 15_000)),
        "contribution_cents": draw.one("cash", (100_000, 300_000, 500_000)),
    }


def _trade_in(draw: Draw, on: date) -> dict[str, Any]:
    if draw.number("has a car", 2):
        return {"declined": True}
    brand, model, fuel, power = draw.one("car", CARS)
    years = 3 + draw.number("age", 6)
    return {
        "facts": {
            "brand": brand,
            "model": model,
            "first_registration": on.replace(year=on.year - years, day=1).isoformat(),
            "km": years * (9_000 + draw.number("distance", 8_000)),
            "fuel": fuel,
            "gearbox": "manual",
            "power_hp": power,
        },
        "condition": {"tyres": draw.one("tyres", ("good", "worn"))},
        "valued_on": on.isoformat(),
    }
