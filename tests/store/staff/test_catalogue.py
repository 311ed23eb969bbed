"""Price lists sent by the staff: checked, compared, then put in force."""

import html
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from store.extensions import db
from store.models import CatalogueVersion
from tests.people import TOKEN, person, send, sign_in_as


DOCUMENT = (
    Path(__file__).parents[3] / "store" / "demo" / "catalogues" / "peugeot-208.toml"
).read_text("utf-8")
EDITION = re.search(r"^edition = (\S+)", DOCUMENT, re.MULTILINE)
assert EDITION
NEXT = DOCUMENT.replace(EDITION.group(1), "2026-12-01", 1)


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(CatalogueVersion)) or 0


def upload(client: FlaskClient, content: bytes, page: str = "/staff/catalogue") -> TestResponse:
    found = TOKEN.search(client.get(page).get_data(as_text=True))
    assert found
    data = {
        "csrf_token": found.group(1) or found.group(2),
        "file": (io.BytesIO(content), "list.toml"),
    }
    return client.post("/staff/catalogue/drafts", data=data)


def hidden(response: TestResponse) -> dict[str, str]:
    text = response.get_data(as_text=True)
    fields = re.findall(r'name="(hash|document)" value="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in fields}


@pytest.fixture
def office(client: FlaskClient) -> FlaskClient:
    sign_in_as(client, "nora.petit@staff.example")
    return client


def test_a_list_is_shown_before_it_is_kept_and_kept_in_the_second_step(office: FlaskClient):
    before = count()
    draft = upload(office, NEXT.encode())
    assert draft.status_code == 200
    assert count() == before
    said = hidden(draft)
    response = send(
        office, "/staff/catalogue/versions", "/staff/catalogue", active_from="2026-12-01", **said
    )
    assert response.status_code == 303
    assert count() == before + 1
    kept = db.session.get_one(CatalogueVersion, said["hash"])
    assert kept.active_from.isoformat() == "2026-12-01"
    assert said["hash"] in office.get("/staff/catalogue").get_data(as_text=True)


def test_another_document_than_the_one_looked_at_is_not_kept(office: FlaskClient):
    before, said = count(), hidden(upload(office, NEXT.encode()))
    for changed in ({"hash": "0" * 64}, {"document": "x = ["}, {"active_from": "2026-11-01"}):
        fields = {"active_from": "2026-12-01", **said, **changed}
        response = send(office, "/staff/catalogue/versions", "/staff/catalogue", **fields)
        assert response.status_code in {303, 422}
    assert count() == before


def test_a_kept_list_is_not_kept_twice(office: FlaskClient):
    draft = upload(office, DOCUMENT.encode())
    assert draft.status_code == 200
    assert "/staff/catalogue/versions" not in draft.get_data(as_text=True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"a\x00b",
        b"edition = [",
        b"x" * 400_001,
        DOCUMENT.replace("= 2", "= -2", 3).encode(),
        DOCUMENT.replace('brand = "peugeot"', 'brand = "volga"').encode(),
        b"\x7fELF" + bytes(range(256)),
    ],
)
def test_a_file_that_is_no_price_list_is_refused_with_its_lines(
    office: FlaskClient, content: bytes
):
    before, response = count(), upload(office, content)
    assert response.status_code == 422
    assert "notice--bad" in response.get_data(as_text=True)
    assert count() == before


def test_a_stranger_sends_nothing(client: FlaskClient):
    sign_in_as(client, person("charlie@example.fr").email)
    assert upload(client, NEXT.encode(), "/account").status_code == 404
    assert send(client, "/staff/catalogue/versions", "/account").status_code == 404
