"""Up to three cars side by side: what they cost, what they are, what they emit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.formats import euros, measured, number, percent
from store.journeys.situation import usual_place
from store.shop.legal_example import legal_example
from store.shop.pages import shop
from store.shop.showroom import ShownCar, every_car, showroom
from store.shop.wording import BODY_WORDS, ENERGY_WORDS, GEARBOX_WORDS, horsepower


MOST = 3
NOTHING = "–"
TAXES = {"malus": ("malus_co2", "malus_mass"), "papers": ("regional", "fixed", "delivery")}


@dataclass(frozen=True)
class Column:
    """One car, the address that shows the others without it, and the example of its monthly."""

    car: ShownCar
    without: str
    example: str


@dataclass(frozen=True)
class Row:
    """One question, and each car's answer."""

    label: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the cars answer differently."""
        return len(set(self.values)) > 1


@shop.get("/compare")
def compare() -> ResponseReturnValue:
    """Show the cars an address names; words that name none are passed over."""
    sold = {key_of(car): car for car in every_car(showroom(clock.today()))}
    named = [key for key in dict.fromkeys(request.args.getlist("car")) if key in sold]
    keys = named[:MOST]
    columns = [_column(sold[key], [one for one in keys if one != key]) for key in keys]
    return render_template(
        "shop/compare.html",
        columns=columns,
        rows=rows([sold[key] for key in keys]),
        left_out=len(named) - len(keys),
        place=usual_place(),
    )


def key_of(car: ShownCar) -> str:
    """Return the name of a version in addresses: brand/model/version."""
    return f"{car.catalogue.brand}/{car.catalogue.slug}/{car.version.id}"


def _column(car: ShownCar, others: list[str]) -> Column:
    example = legal_example(car.monthly) if car.monthly else ""
    return Column(car, url_for("shop.compare", car=others), example)


def rows(cars: Iterable[ShownCar]) -> tuple[Row, ...]:
    """Return every question with the cars' answers, in the order people ask them."""
    answers = [_answers(car) for car in cars]
    labels = answers[0] if answers else ()
    return tuple(Row(label, tuple(one[label] for one in answers)) for label in labels)


def _answers(car: ShownCar) -> Mapping[str, str]:
    now, monthly = car.summary, car.monthly
    rate = monthly.example.apr_percent if monthly else None
    kept = _("%(km)s km", km=number(now.range_km)) if now.range_km else NOTHING
    return {
        _("Price on the road"): _road(car),
        _("of which CO₂ and mass malus"): _tax(car, "malus"),
        _("of which registration"): _tax(car, "papers"),
        _("Per month"): euros(monthly.monthly_cents) if monthly else NOTHING,
        _("Fixed APR"): NOTHING if rate is None else percent(rate),
        _("Delivered within"): _("%(weeks)s weeks", weeks=now.lead_weeks),
        _("Energy"): ENERGY_WORDS[now.energy],
        _("Gearbox"): GEARBOX_WORDS[now.gearbox],
        _("Power"): _("%(hp)s hp", hp=horsepower(now.power_kw)),
        _("Consumption"): measured(car.version.consumption),
        _("Electric range"): kept,
        _("CO₂"): _("%(grams)s g/km, class %(class_)s", grams=now.co2_g, class_=car.co2_class)
        if car.co2_class
        else _("%(grams)s g/km", grams=now.co2_g),
        _("Mass"): _("%(kg)s kg", kg=number(now.mass_kg)),
        _("Body"): BODY_WORDS[car.catalogue.body],
        _("Seats, doors"): f"{car.catalogue.seats}, {car.catalogue.doors}",
    }


def _road(car: ShownCar) -> str:
    amount = euros(car.road_cents)
    return (
        _("%(amount)s without the unpublished taxes", amount=amount) if car.deal.unknown else amount
    )


def _tax(car: ShownCar, kind: str) -> str:
    lines = [line for line in car.deal.price_lines if line.code in TAXES[kind]]
    if any(line.unknown for line in lines):
        return _("not published")
    return euros(sum(line.cents for line in lines))
