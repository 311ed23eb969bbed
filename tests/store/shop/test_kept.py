"""What is kept in memory for everybody is what would be made afresh, for whoever asks."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy.orm import Session

from store import clock
from store.catalogue.shelf import catalogue_of, view_of
from store.extensions import db
from store.journeys import credit
from store.journeys.answer import answer, take_terms
from store.journeys.basis import basis_of
from store.journeys.choose import choose, swap
from store.journeys.situation import situation
from store.journeys.standing import standing
from store.journeys.tables import tables
from store.journeys.trade_in_values import kept_answers
from store.markets.geography import places
from store.models import Journey
from store.shop import kept, panel
from tests.conftest import MOMENT
from tests.store.part_exchange.exchanges import FACTS
from tests.store.shop.visits import HTMX, begin, click, queries, token
from tradein import Condition


TODAY = MOMENT.date()
SECRET = re.compile(r'name="csrf_token" value="[^"]*"')


@dataclass
class Visit:
    """A visitor's journey, and the day and language they read it in."""

    client: FlaskClient
    page: str
    on: date = TODAY

    @property
    def key(self) -> str:
        return self.page.split("/")[2]

    def read(self, on: date) -> str:
        with clock.stopped_at(MOMENT + (on - TODAY)):
            return SECRET.sub("", self.client.get(self.page).get_data(as_text=True))


Act = Callable[[Visit], None]


def a_visit(client: FlaskClient) -> Visit:
    """Begin a journey in a browser of its own."""
    browser = client.application.test_client()
    return Visit(browser, begin(browser))


def clicks(number: int) -> Act:
    """Take an option of the price list, its swap accepted, or leave it where it was taken."""

    def act(visit: Visit) -> None:
        journey = db.session.get_one(Journey, visit.key)
        names = catalogue_of(journey.catalogue_hash).option_ids
        option = names[number % len(names)]
        if journey.decisions.get(option) and not option.startswith("version."):
            choose(visit.key, option, wanted=False, at=MOMENT)
        elif choose(visit.key, option, wanted=True, at=MOMENT).repair:
            swap(visit.key, option, 0, MOMENT)

    return act


def says(section: str, values: dict[str, Any]) -> Act:
    return lambda visit: answer(visit.key, section, values, MOMENT)


def lives(postcode: str, delivery: str) -> Act:
    place = {"postcode": postcode, "insee": places(postcode)[0].insee, "delivery": delivery}
    return says("place", place)


def wishes(product: str, months: int) -> Act:
    wish = {"product": product, "months": months, "km_per_year": 10_000, "contribution_cents": 0}
    return says("finance", wish)


def reads(language: str) -> Act:
    def act(visit: Visit) -> None:
        with visit.client.session_transaction() as session:
            session["language"] = language

    return act


def waits(days: int) -> Act:
    def act(visit: Visit) -> None:
        visit.on += timedelta(days=days)

    return act


OTHERS = (
    lives("69002", "dealer"),
    lives("20000", "home"),
    lives("75015", "home"),
    wishes("loan", 36),
    wishes("loa", 48),
    says("finance", {"product": "cash"}),
    says("trade_in", kept_answers(FACTS, Condition(), TODAY)),
    says("trade_in", {"declined": True}),
    says("buyer", {"kind": "business"}),
    lambda visit: take_terms(visit.key, "employee", None, MOMENT),
    reads("en"),
    reads("fr"),
    waits(3),
)
ACTS = st.one_of(st.integers(0, 400).map(clicks), st.sampled_from(OTHERS))


def forget() -> None:
    """Empty what is kept between requests."""
    for memory in (standing, view_of, credit._quoted, kept._rendered, kept.piece, panel._offers):  # noqa: SLF001  they are what is tested
        memory.cache_clear()


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.tuples(st.booleans(), ACTS), min_size=4, max_size=10))
def test_two_visitors_read_what_would_be_made_afresh(
    client: FlaskClient, walk: list[tuple[bool, Act]]
):
    one, other = (a_visit(client) for _both in range(2))
    for first, act in walk:
        visit = one if first else other
        act(visit)
        shown = [each.read(visit.on) for each in (one, other)]
        forget()
        assert shown == [each.read(visit.on) for each in (one, other)]
        assert other.key not in shown[0]
        assert one.key not in shown[1]


def test_a_kept_price_is_that_of_its_own_basis(client: FlaskClient):
    visit = a_visit(client)
    for act in (*OTHERS, clicks(20), clicks(40)):
        act(visit)
        journey = db.session.get_one(Journey, visit.key)
        fresh = standing.__wrapped__(basis_of(journey), TODAY, tables())
        assert situation(journey, TODAY).deal == fresh.deal
        assert asdict(situation(journey, TODAY).plan.place) == asdict(fresh.plan.place)


def test_a_click_reads_the_journey_once(client: FlaskClient):
    page = begin(client)
    for _warm in range(2):
        click(client, page, "color.bleu-littoral", htmx="yes")
        click(client, page, "color.rouge-garance", htmx="yes")
    secret = token(client)
    data = {"csrf_token": secret, "option": "color.bleu-littoral", "wanted": "1"}
    db.session.remove()
    with queries() as seen:
        client.post(page.replace("configure", "choices"), data=data, headers=HTMX)
    asked = [one for one in seen if "SELECT" in one]
    assert len([one for one in asked if "FROM journeys" in one]) == 1, seen
    known = ("FROM journeys", "named_offers", "law_imports")
    assert [one for one in asked if not any(table in one for table in known)] == []
    assert len(seen) <= 5, seen  # two begin: the write, then the read of what is shown


def test_what_another_device_chose_is_not_lost(client: FlaskClient):
    key = begin(client).split("/")[2]
    held = choose(key, "color.bleu-littoral", wanted=True, at=MOMENT).journey
    with Session(db.engine) as device:
        there = device.get_one(Journey, key)
        there.decisions = {**there.decisions, "pack.vision": True}
        device.commit()
    choose(key, "option.alarme", wanted=True, at=MOMENT)
    assert {"color.bleu-littoral", "pack.vision", "option.alarme"} <= set(held.decisions)
