"""One order in each state a store meets: every page of the demonstration has something to show."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from store import clock
from store.clock import PARIS
from store.demo.answers import CARS, Buyer, buyer, with_co_buyer
from store.demo.draws import Draw
from store.demo.play import LASTS, SEED, play_acceptance, play_offer, seller_of
from store.demo.play_journey import Drafting, Play
from store.employees.entitlement import entitled
from store.extensions import db
from store.models import CatalogueVersion, Order
from store.orders.deliver import deliver
from store.orders.draft import draft_of
from store.orders.queue import deliver_all
from store.orders.refuse import refuse
from store.orders.withdraw import withdraw


DAY = timedelta(days=1)
EMPLOYEE = "leila.benhaddou@employees.example"
NO_TRADE_IN: Mapping[str, Any] = {"declined": True}


@dataclass(frozen=True)
class Scene:
    """An order, how many days ago it began and what happened to it then."""

    name: str
    days: int
    prepare: Callable[[Play], Play] = lambda one: one
    follow: Callable[[Play, str], None] = lambda _one, _order_id: None


def play_scenes(at: datetime, draft: Drafting = draft_of) -> list[str]:
    """Play each scene before `at` through the store's verbs; returns the ids of the orders."""
    return [_play(number, scene, at, draft) for number, scene in enumerate(SCENES)]


def _play(number: int, scene: Scene, at: datetime, draft: Drafting) -> str:
    draw, began = Draw(SEED, 10_000 + number), _began(scene.days, at)
    who = buyer(draw, began.astimezone(PARIS).date())
    without = replace(who, answers={**who.answers, "trade_in": NO_TRADE_IN})
    one = scene.prepare(Play(draw, without, began, draft=draft))
    order_id = play_offer(one)
    scene.follow(one, order_id)
    with _moment(at):
        return order_id


@contextmanager
def _moment(at: datetime) -> Iterator[None]:
    """Stop the clock for an act, then let the worker deliver what it owes."""
    with clock.stopped_at(at):
        yield
        deliver_all()


def _began(days: int, at: datetime) -> datetime:
    """Return a moment so many days ago, not before the first price list was in force."""
    opened = db.session.scalar(select(func.min(CatalogueVersion.active_from)))
    first = datetime.combine(opened or at.date(), time(8), PARIS)
    return min(max(first, at - days * DAY), at - 2 * LASTS)


def _accept(one: Play, order_id: str) -> None:
    with _moment(one.at + LASTS):
        play_acceptance(one, order_id)


def _deliver(one: Play, order_id: str) -> None:
    _accept(one, order_id)
    order = db.session.get_one(Order, order_id)
    seller = seller_of(order)
    if seller is not None:
        with _moment(one.at + 15 * DAY):
            deliver(order.id, order.dealer_id, seller.id, clock.now())


def _refuse(one: Play, order_id: str) -> None:
    order = db.session.get_one(Order, order_id)
    seller = seller_of(order)
    if seller is not None:
        with _moment(one.at + LASTS):
            reason = "Cette version n’est plus livrable avant l’été."
            refuse(order.id, order.dealer_id, seller.id, reason, clock.now())


def _withdraw(one: Play, order_id: str) -> None:
    _accept(one, order_id)
    order = db.session.get_one(Order, order_id)
    with _moment(one.at + 2 * DAY):
        withdraw(order.id, order.account_id, clock.now())


def _from_stock(one: Play) -> Play:
    return replace(one, from_stock=True)


def _for_two(one: Play) -> Play:
    return replace(one, who=with_co_buyer(one.who, one.draw))


def _with_car(one: Play) -> Play:
    brand, model, fuel, power = CARS[0]
    facts = {
        "brand": brand,
        "model": model,
        "first_registration": one.on.replace(year=one.on.year - 5, day=1).isoformat(),
        "km": 61_000,
        "fuel": fuel,
        "gearbox": "manual",
        "power_hp": power,
    }
    offered = {"facts": facts, "condition": {"tyres": "good"}, "valued_on": one.on.isoformat()}
    return replace(one, who=replace(one.who, answers={**one.who.answers, "trade_in": offered}))


def _for_employee(one: Play) -> Play:
    person = entitled(EMPLOYEE, one.on)
    if person is None:
        raise LookupError(EMPLOYEE)
    named = {"first_name": person.first_name, "last_name": person.last_name, "email": EMPLOYEE}
    answers = {**one.who.answers, "buyer": {**one.who.answers["buyer"], **named}}
    who = Buyer(f"{person.first_name} {person.last_name}", EMPLOYEE, answers)
    return replace(one, who=who, undertaking="Je m’engage à conserver la voiture douze mois.")


SCENES = (
    Scene("accepted", 6, follow=_accept),
    Scene("delivered", 20, _from_stock, _deliver),
    Scene("moved on after a refusal", 0, follow=_refuse),
    Scene("withdrawn", 12, follow=_withdraw),
    Scene("late", 27, _from_stock, _accept),
    Scene("two buyers", 3, _for_two, _accept),
    Scene("trade-in to inspect", 4, _with_car, _accept),
    Scene("employee before approval", 0, _for_employee),
)
