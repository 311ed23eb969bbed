"""How many queries each page asks of the database."""

from collections.abc import Iterator
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import event

from bench.stores import opened
from store.extensions import db


OK = 200
STEPS = ("configure", "where", "trade-in")
PAGES = ("/", "/peugeot/", "/peugeot/models", "/peugeot/208", "/stock", "/guide")


def queries_by_page(instance: Path) -> Iterator[tuple[str, int]]:
    """Yield each page with the number of its queries; the second visit, as caches are warm."""
    asked: list[str] = []
    with opened(instance) as app:
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    client = app.test_client()
    journey = _journey(client)
    for page in (*PAGES, *(f"/journeys/{journey}/{step}" for step in STEPS)):
        client.get(page)
        asked.clear()
        answer = client.get(page)
        if answer.status_code != OK:
            raise RuntimeError(f"{page} answered {answer.status_code}")
        yield page.replace(journey, "…"), len(asked)


def _journey(client: FlaskClient) -> str:
    client.application.config["WTF_CSRF_ENABLED"] = False
    where = client.post("/peugeot/208/journeys").location
    return where.split("/")[2]
