"""Every route of the store, every field it reads, and inputs nobody means well with.

Which fields a route reads is not written down but observed: its request notes each key that is
asked for. Forms of the pages give the other fields their good values, so that one bad value meets
the code behind the validators.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, ClassVar
from urllib.parse import quote, urlsplit

from flask import Flask, Request, got_request_exception
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from store.application import create_app
from store.config import Settings
from store.extensions import db
from store.models import StockVehicle
from tests.orders_for_pages import a_ready, an_offered
from tests.people import CLAIRE, NORA, sign_in_as
from tests.situations import a_seller
from tests.store.shop import walking


MOST_SECONDS = 1.0
BROKEN = 500
# what no route can know of, and what only ends the walk
SKIPPED = {"static", "observe.metrics"}


class Noting(ImmutableMultiDict[str, Any]):
    """Fields of a request that remember which of them were asked for."""

    asked: ClassVar[set[str]] = set()

    def __getattribute__(self, name: str) -> object:
        found = super().__getattribute__(name)
        return _noting(found) if name in {"get", "getlist"} else found

    def __getitem__(self, key: str) -> object:
        Noting.asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        Noting.asked.add(str(key))
        return super().__contains__(key)


def _noting(method: Callable[..., object]) -> Callable[..., object]:
    def noted(key: str, *more: object, **named: object) -> object:
        Noting.asked.add(key)
        return method(key, *more, **named)

    return noted


class NotingRequest(Request):
    parameter_storage_class = Noting


@dataclass
class Form(HTMLParser):
    """The forms of a page: where each is sent and what it would send untouched."""

    forms: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._fields: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form" and given.get("method", "").lower() == "post":
            self._fields = {}
            self.forms.append((given.get("action", ""), self._fields))
        elif tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self._fields or "selected" in given):
            self._fields[self._select] = given.get("value", "")
        elif tag in {"input", "textarea"} and name:
            unset = given.get("type") in {"radio", "checkbox"} and "checked" not in given
            if not unset or name not in self._fields:
                self._fields[name] = given.get("value", "")


@dataclass(frozen=True)
class Fault:
    """An answer that may not be."""

    endpoint: str
    place: str
    name: str
    why: str


@dataclass
class Prober:
    """Sends hostile inputs as one visitor and notes the answers that may not be.

    `known` gives path parameters their values by name, `good` fields theirs.
    """

    app: Flask
    client: FlaskClient
    known: Mapping[str, str]
    good: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)
    sent: int = 0
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    longest: float = 0.0

    def learn(self) -> None:
        """Look at every page and keep the forms it holds."""
        for rule in self.rules("GET"):
            answer = self.client.get(self.path(rule))
            if answer.mimetype != "text/html":
                continue
            page = Form()
            page.feed(answer.text)
            for action, fields in page.forms:
                self._keep(action or self.path(rule), fields)

    def _keep(self, action: str, fields: dict[str, str]) -> None:
        path = urlsplit(action).path
        try:
            endpoint, _values = self.app.url_map.bind("localhost").match(path, "POST")
        except HTTPException:
            return
        filled = {name: value or self.good.get(name, "") for name, value in fields.items()}
        self.forms.setdefault(str(endpoint), filled)

    def rules(self, method: str) -> list[Rule]:
        """The routes of a method."""
        return [
            rule
            for rule in self.app.url_map.iter_rules()
            if method in (rule.methods or ()) and rule.endpoint not in SKIPPED
        ]

    def path(self, rule: Rule, **changes: str) -> str:
        """The address of a route, its parameters known ones or those given."""
        values: dict[str, Any] = {name: self.known.get(name, "x") for name in rule.arguments}
        for name, converter in rule._converters.items():  # noqa: SLF001  no public name
            if "items" in vars(converter):
                values[name] = min(converter.items)
        path = rule.rule
        for name in rule.arguments:
            start = path.rindex("<", 0, path.index(f"{name}>"))
            value = (
                quote(changes[name], safe="", errors="surrogatepass")
                if name in changes
                else values[name]
            )
            path = path[:start] + str(value) + path[path.index(f"{name}>") + len(name) + 1 :]
        return path

    def probe(self, rule: Rule, method: str, inputs: Mapping[str, str]) -> None:
        """Try every input in every place of a route."""
        base = {**self.forms.get(rule.endpoint, {})}
        asked = self._asked(rule, method, base)
        base |= {key: self.good[key] for key in asked - set(base) if key in self.good}
        for name, text in inputs.items():
            for parameter in rule.arguments:
                self._send(
                    rule, method, (parameter, name), self.path(rule, **{parameter: text}), base
                )
            for key in sorted(asked | set(base)):
                if method == "POST":
                    self._send(rule, method, (key, name), self.path(rule), {**base, key: text})
                    continue
                query = f"?{quote(key)}={quote(text, safe='', errors='surrogatepass')}"
                self._send(rule, method, (key, name), self.path(rule) + query, {})

    def _asked(self, rule: Rule, method: str, base: Mapping[str, str]) -> set[str]:
        Noting.asked = set()
        self._send(rule, method, ("", "as usual"), self.path(rule), base)
        self._send(rule, method, ("", "as usual"), self.path(rule) + "?x=1", {**base, "x": "1"})
        return {key for key in Noting.asked if key and not key.startswith("HX")}

    def _send(
        self, rule: Rule, method: str, what: tuple[str, str], path: str, data: Mapping[str, str]
    ) -> None:
        broken: list[str] = []

        def note(_app: Flask, exception: BaseException, **_more: object) -> None:
            broken.append(f"{type(exception).__name__}: {str(exception)[:200]}")

        body = {key: value.encode("utf-8", "surrogatepass") for key, value in data.items()}
        encoded = "&".join(f"{quote(key)}={quote(value)}" for key, value in body.items())
        with got_request_exception.connected_to(note, self.app):
            began = time.process_time()
            if method == "POST":
                answer = self.client.post(
                    path, data=encoded, content_type="application/x-www-form-urlencoded"
                )
            else:
                answer = self.client.get(path)
            seconds = time.process_time() - began
        self.sent += 1
        self.longest = max(self.longest, seconds) if what[0] else self.longest
        if answer.status_code == BROKEN or broken:
            self.faults.append(Fault(f"{method} {rule}", *what, f"{broken or answer.status}"))
        elif seconds > MOST_SECONDS and what[0]:
            self.faults.append(Fault(f"{method} {rule}", *what, f"{seconds:.1f} s of CPU"))


def hostile_app(settings: Settings) -> Flask:
    """The store as visitors meet it, but for tokens: its errors are pages."""
    app = create_app(settings)
    app.request_class = NotingRequest
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    return app


def let_go(app: Flask) -> None:
    """Close what the store holds of its database."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


LAST = {"account.sign_out", "account.be_forgotten", "account.revoke", "account.revoke_others"}
GOOD = {**walking.CLAIRE, **walking.LYON, **walking.CAR, **walking.WISH, "name": "Ada Martin"}


def probers(app: Flask) -> dict[str, Prober]:
    """Three signed-in visitors with something each may open: a buyer, a seller, the staff."""
    with app.app_context():
        ready, offered = a_ready(), an_offered()
        buyer, seller, staff = (app.test_client() for _ in range(3))
        for client, email in (
            (buyer, CLAIRE),
            (seller, a_seller(offered.dealer).email),
            (staff, NORA),
        ):
            sign_in_as(client, email)
        walker = walking.Walker(buyer, walking.a_journey())
        for step, values in walking.answers().items():
            walker.post(step, values)
        known = {
            "journey_id": walker.id,
            "slug": "208",
            "car_id": db.session.scalars(select(StockVehicle.id)).first() or "x",
            "number": ready.number,
            "kind": "identity",
            "view": "front",
            "page": "privacy",
        }
        mine, theirs = {**known, "order_id": ready.id}, {**known, "order_id": offered.id}
        db.session.remove()
    return {
        "buyer": Prober(app, buyer, mine, GOOD),
        "dealer": Prober(app, seller, theirs, GOOD),
        "staff": Prober(app, staff, theirs, GOOD),
    }


def routes(made: Mapping[str, Prober]) -> Iterator[tuple[Prober, Rule, str]]:
    """Every route with the visitor it is for; those that end a session last."""
    everyone = made["buyer"]
    both = [(rule, method) for method in ("GET", "POST") for rule in everyone.rules(method)]
    for rule, method in sorted(both, key=lambda pair: pair[0].endpoint in LAST):
        yield made.get(rule.endpoint.partition(".")[0], everyone), rule, method
