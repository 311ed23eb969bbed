"""The guide: five answers, at most three versions, each with its reasons."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from store import clock
from store.journeys.guide import Candidate, Suggestion, guide as suggest
from store.shop.effects import MALUS
from store.shop.forms.guide import GuideForm
from store.shop.pages import shop
from store.shop.showroom import ShownCar, every_car, showroom
from store.shop.wording import reason_words


@dataclass(frozen=True)
class Advice:
    """A suggested car with the reasons in words."""

    car: ShownCar
    reasons: list[str]
    over_budget_cents: int


@shop.get("/guide")
def guide() -> ResponseReturnValue:
    """Ask, and answer once the questions are answered."""
    if not request.args.keys() - {"lang"}:
        return render_template("shop/guide.html", form=_form(None), advice=None)
    form = _form(request.args)
    if not form.validate():
        return render_template("shop/guide.html", form=form, advice=None), 422
    cars = {_name(car): car for car in every_car(showroom(clock.today()))}
    found = suggest(form.wish(), [_candidate(car) for car in cars.values()])
    advice = [_advice(one, cars) for one in found]
    most = max(car.catalogue.seats for car in cars.values())
    return render_template("shop/guide.html", form=form, advice=advice, most=most)


def _form(answers: MultiDict[str, str] | None) -> GuideForm:
    return GuideForm(answers)


def _name(car: ShownCar) -> str:
    return f"{car.catalogue.key} {car.version.option}"


def _candidate(car: ShownCar) -> Candidate:
    taxes = [line.cents for line in car.deal.price_lines if line.code in MALUS]
    return Candidate(
        version=car.version.option,
        model=car.catalogue.key,
        energy=car.summary.energy,
        seats=car.catalogue.seats,
        co2_g=car.summary.co2_g,
        range_km=car.summary.range_km,
        taxes_cents=sum(taxes),
        road_price_cents=car.road_cents,
        monthly_cents=car.monthly_cents,
    )


def _advice(one: Suggestion, cars: dict[str, ShownCar]) -> Advice:
    car = cars[f"{one.candidate.model} {one.candidate.version}"]
    return Advice(car, [reason_words(reason) for reason in one.reasons], one.over_budget_cents)
