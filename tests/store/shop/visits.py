"""A visitor's way through the window, as a browser would go it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from store.extensions import db
from tests.people import TOKEN


GT = "version.hybrid-136-gt"
HTMX = {"HX-Request": "true"}


def token(client: FlaskClient, page: str = "/peugeot/208") -> str:
    found = TOKEN.search(client.get(page).get_data(as_text=True))
    assert found
    return found.group(1) or found.group(2)


def begin(client: FlaskClient, *options: str, version: str = GT, slug: str = "208") -> str:
    """Begin a journey from the model page and return the address of its configurator."""
    data = {"csrf_token": token(client), "version": version, "option": list(options)}
    answer = client.post(f"/peugeot/{slug}/journeys", data=data)
    assert answer.status_code == 303, answer.status
    return answer.location


def click(client: FlaskClient, page: str, option: str, **more: str) -> TestResponse:
    """Tick an option, without scripts; `wanted=""` takes it away, `htmx=yes` asks for parts."""
    data = {"csrf_token": token(client), "option": option, "wanted": "1", **more}
    headers = HTMX if data.pop("htmx", "") else {}
    path = page.partition("?")[0].replace("/configure", "/choices")
    return client.post(path, data=data, headers=headers)


def post(client: FlaskClient, path: str, **data: str) -> TestResponse:
    return client.post(path, data={"csrf_token": token(client), **data})


def words(response: TestResponse) -> str:
    """Return the visible words of a page, spaces evened out."""
    drawn = re.compile(r"<(script|style|svg).*?</\1>", re.DOTALL)
    text = drawn.sub(" ", response.get_data(as_text=True))
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\u202f", " ").split())


def road_price(response: TestResponse) -> str:
    """Return THE price of the summary bar."""
    bar = response.get_data(as_text=True).split('id="summary"')[1]
    whole, cents = re.search(r'price--bar">([^<]*)<span class="price__cents">([^<]*)', bar).groups()
    return (whole + cents).replace("\u202f", "").replace("\xa0", "")


@contextmanager
def queries() -> Iterator[list[str]]:
    """Collect the statements sent to the database."""
    seen: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
