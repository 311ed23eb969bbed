"""The store on one day: a visitor opens every page that shows a price, and somebody buys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import Flask
from flask.testing import FlaskClient

from store import clock
from store.clock import PARIS
from store.demo.play import play_orders
from store.extensions import db
from store.journeys.pricing import STOCK_WEEKS
from store.journeys.situation import situation
from store.markets import market
from store.models import Journey, Order
from store.orders.lifecycle import State
from store.shop.showroom import every_car, showroom
from tests.store.shop.walking import Walker, a_journey, answers


WINDOW = ("/", "/peugeot/", "/peugeot/models", "/peugeot/208", "/stock", "/peugeot/stock", "/guide")
COMPARED = "/compare?car=peugeot/208/hybrid-136-gt&car=peugeot/208/hybrid-110-allure"
STEPS = ("configure", "where", "trade-in", "finance", "you", "review")
SAYS_SO = "publié"  # in French: not published, unpublished
SIGNED = frozenset({State.OFFERED, State.ACCEPTED})
BROKEN, FOUND = 500, 200


@dataclass(frozen=True)
class Fault:
    """A page that broke on a day, or that shows an unknown figure without saying so."""

    on: date
    path: str
    reason: str


def at_noon(on: date) -> datetime:
    """Return the middle of a day in Paris."""
    return datetime.combine(on, time(12), PARIS)


def two_journeys(client: FlaskClient) -> tuple[Walker, Walker]:
    """Begin a car paid in cash and one on credit, every step answered."""
    walkers = (Walker(client, a_journey(), "fr"), Walker(client, a_journey(), "fr"))
    given = answers()
    for walker, product in zip(walkers, ("cash", "loan"), strict=True):
        walker.post("where", given["where"])
        walker.post("trade-in/none", {})
        walker.post("finance", {**given["finance"], "product": product})
        walker.post("you", given["you"])
        assert walker.get("review").status_code == FOUND
    return walkers


def faults_on(app: Flask, on: date, walkers: tuple[Walker, ...]) -> Iterator[Fault]:
    """Open every page on a day and yield what is wrong."""
    with clock.stopped_at(at_noon(on)):
        client, unknown = app.test_client(), _unknown(on)
        standing = on + timedelta(weeks=STOCK_WEEKS) > market("FR").known_until()
        for path in (*WINDOW, COMPARED):
            told = standing if path.endswith("/stock") else unknown and path != "/guide"
            yield from _looked(client, path, on, says_so=told)
        for walker in walkers:
            now = situation(db.session.get_one(Journey, walker.id), on)
            for step in STEPS:
                told = bool(now.deal.unknown) and step in {"configure", "where", "review"}
                yield from _looked(walker.client, walker.path(step), on, says_so=told)


def _unknown(on: date) -> bool:
    return all(car.deal.unknown for car in every_car(showroom(on, "peugeot")))


def _looked(client: FlaskClient, path: str, on: date, *, says_so: bool) -> Iterator[Fault]:
    answer = client.get(path)
    if answer.status_code >= BROKEN:
        yield Fault(on, path, f"answers {answer.status_code}")
    elif answer.status_code == FOUND and says_so and SAYS_SO not in answer.get_data(as_text=True):
        yield Fault(on, path, "does not say that a tax is not published")


def bought_on(on: date, first: int) -> Iterator[Fault]:
    """Let somebody buy a car on a day, to the signature and the deposit."""
    with clock.stopped_at(at_noon(on)):
        (number,) = play_orders(1, None, clock.now(), first=first, days=0, delivered=False)
        order = db.session.query(Order).filter_by(number=number).one()
        if order.state not in SIGNED:
            yield Fault(on, number, f"is {order.state}")
