"""A visitor who walks through the steps of a journey, as a browser without scripts would."""

from collections.abc import Mapping
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from store import clock
from store.extensions import db
from store.journeys.begin import Beginning, begin
from store.models import Dealer, Journey
from tests.conftest import MOMENT


LYON = {"postcode": "69002", "insee": "69382"}
CAR = {
    "plate": "ek 482 vn",
    "brand": "peugeot",
    "model": "208",
    "version": "",
    "first_registration": "2021-03-15",
    "km": "74 200",
    "fuel": "petrol",
    "gearbox": "manual",
    "power_hp": "100",
    "tyres": "worn",
    "service_history": "full",
    "keys": "2",
    "owners": "1",
    "accident": "none",
    "inspection_valid": "y",
    "loan_outstanding_cents": "",
    "damages-0-zone": "front_bumper",
    "damages-0-kind": "scratch",
    "damages-0-severity": "2",
}
WISH = {"months": "48", "km_per_year": "10000", "contribution_cents": "300000"}
CLAIRE = {
    "kind": "private",
    "civility": "mme",
    "first_name": "Ada",
    "last_name": "Martin",
    "birth_date": "1985-04-12",
    "birth_place": "Lyon",
    "street": "12 quai Perrache",
    "email": "ada.martin@example.org",
    "phone": "06 39 98 12 34",
}


class _Tokens(HTMLParser):
    """Finds the hidden inputs of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.hidden[given.get("name") or ""] = given.get("value") or ""


def hidden(response: TestResponse) -> dict[str, str]:
    """Return the hidden inputs of a page, the CSRF token among them."""
    reader = _Tokens()
    reader.feed(response.get_data(as_text=True))
    return reader.hidden


class Walker:
    """One visitor's journey: `get` and `post` by step, tokens included."""

    def __init__(self, client: FlaskClient, journey_id: str, language: str = "en") -> None:
        self.client = client
        self.id = journey_id
        with client.session_transaction() as session:
            session["journeys"] = [*session.get("journeys", []), journey_id]
            session["language"] = language

    def get(self, step: str = "", **args: str) -> TestResponse:
        return self.client.get(self.path(step), query_string=args)

    def path(self, step: str) -> str:
        return f"/journeys/{self.id}/{step}".rstrip("/")

    def post(self, step: str, values: Mapping[str, Any], **headers: str) -> TestResponse:
        token = hidden(self.client.get(self.path("link")))["csrf_token"]
        data = {**values, "csrf_token": token}
        return self.client.post(self.path(step), data=data, headers=headers)

    @property
    def journey(self) -> Journey:
        db.session.rollback()
        return db.session.get_one(Journey, self.id, populate_existing=True)


def a_journey(brand: str = "peugeot", slug: str = "208") -> str:
    """Begin a configured car."""
    start = Beginning(market="FR", brand=brand, slug=slug)
    return begin(start, MOMENT.date(), clock.now())


def a_dealer(brand: str = "peugeot") -> str:
    """Return the id of a dealer near Lyon."""
    wanted = select(Dealer.id).where(Dealer.brand == brand, Dealer.postcode.startswith("69"))
    return db.session.scalars(wanted.order_by(Dealer.key)).first() or ""


STEPS = ("where", "trade-in", "finance", "you")


def answers(brand: str = "peugeot") -> dict[str, dict[str, str]]:
    """Return good answers to every step."""
    return {
        "where": {**LYON, "dealer": a_dealer(brand), "delivery": "dealer"},
        "trade-in": CAR,
        "finance": {**WISH, "product": "loan"},
        "you": CLAIRE,
    }


def complete(walker: Walker) -> None:
    """Answer every step well."""
    for step, values in answers().items():
        response = walker.post(step, values)
        assert response.status_code == 303, f"{step}: {response.get_data(as_text=True)[:3000]}"


LATER = timedelta(minutes=5)
