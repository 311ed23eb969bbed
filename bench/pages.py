"""How many queries each page asks of the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from bench.stores import opened
from store import clock
from store.demo.load import PASSWORD
from store.demo.play import play_orders
from store.extensions import db, transaction
from store.models import Account, Order
from store.security import hash_password


OK = 200
STEPS = ("configure", "where", "trade-in")
PAGES = ("/", "/peugeot/", "/peugeot/models", "/peugeot/208", "/stock", "/guide")


@dataclass(frozen=True)
class Look:
    """A page somebody opens, and what it is called."""

    client: FlaskClient
    path: str
    name: str


def queries_by_page(instance: Path) -> Iterator[tuple[str, int]]:
    """Yield each page with the number of its queries; the second visit, as caches are warm."""
    asked: list[str] = []
    with opened(instance) as app:
        app.config["WTF_CSRF_ENABLED"] = False
        order_id, people = _an_order()
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    for look in (*_shop(app), *_behind_a_door(app, order_id, people)):
        look.client.get(look.path)
        asked.clear()
        answer = look.client.get(look.path)
        if answer.status_code != OK:
            raise RuntimeError(f"{look.path} answered {answer.status_code}")
        yield look.name, sum(not one.startswith("BEGIN") for one in asked)


def _shop(app: Flask) -> Iterator[Look]:
    client = app.test_client()
    journey = client.post("/peugeot/208/journeys").location.split("/")[2]
    for page in PAGES:
        yield Look(client, page, page)
    for step in STEPS:
        yield Look(client, f"/journeys/{journey}/{step}", f"/journeys/…/{step}")


def _behind_a_door(app: Flask, order_id: str, people: dict[str, str]) -> Iterator[Look]:
    doors = {role: _signed_in(app, email) for role, email in people.items()}
    yield Look(doors["customer"], f"/orders/{order_id}", "/orders/…")
    yield Look(doors["dealer"], "/dealer/orders", "/dealer/orders")
    yield Look(doors["dealer"], f"/dealer/orders/{order_id}", "/dealer/orders/…")
    yield Look(doors["staff"], "/staff/orders", "/staff/orders")
    yield Look(doors["staff"], f"/staff/orders/{order_id}", "/staff/orders/…")


def _an_order() -> tuple[str, dict[str, str]]:
    """Play an order and return its id and the addresses of who may see it, by role."""
    (number,) = play_orders(1, None, clock.now())
    with transaction():
        order = db.session.scalars(select(Order).filter_by(number=number)).one()
        order.account.password_hash = hash_password(PASSWORD)
        seller = select(Account.email).where(Account.dealer_id == order.dealer_id)
        staff = select(Account.email).where(Account.role == "staff")
        people = {
            "customer": order.account.email,
            "dealer": db.session.scalars(seller).first() or "",
            "staff": db.session.scalars(staff).first() or "",
        }
        return order.id, people


def _signed_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    entered = client.post("/sign-in", data={"email": email, "password": PASSWORD})
    if entered.status_code == OK or "Location" not in entered.headers:
        raise RuntimeError(f"{email} cannot sign in")
    return client
