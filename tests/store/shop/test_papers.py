"""The customer's page of papers: one form a paper, every refusal beside its field."""

import io
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from store import clock
from store.extensions import db
from store.gateways.archive import ArchiveFullError, FolderArchive
from store.gateways.registry import gateways
from store.gateways.turns import UPLOADS
from store.models import Order
from store.orders.withdraw import withdraw
from store.papers.clean import MOST_BYTES
from store.papers.folder import papers_sent
from tests.people import CHARLIE, person, send, sign_in_as, token
from tests.situations import a_ready_order
from tests.store.desk.orders import accepted, worded
from tests.store.papers.files import pdf, photo
from tests.store.papers.sending import AtDealer, send_paper, the_paper


def path(order: Order, what: str = "") -> str:
    return f"/orders/{order.id}/papers{what}"


def upload(
    client: FlaskClient, order: Order, content: bytes, kind: str = "identity", name: str = "a.jpg"
) -> TestResponse:
    """Send a file from the page, as a browser does."""
    return post(client, path(order, f"/{kind}"), token(client, path(order)), content, name)


def post(
    client: FlaskClient, where: str, csrf: str, content: bytes, name: str = "a.jpg"
) -> TestResponse:
    """Post a form with a file; written out here, for Werkzeug leaves a large one's copy open."""
    field = f"{where.rpartition('/')[2]}-file"
    sent = {"csrf_token": csrf, field: FileStorage(io.BytesIO(content), name)}
    boundary, body = encode_multipart(sent)
    return client.post(where, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def beside(answer: TestResponse, kind: str = "identity") -> str:
    """Return what is said beside the field of a paper."""
    parts = answer.get_data(as_text=True).split('<section class="titled" id="')
    (part,) = (one for one in parts if one.startswith(f'{kind}"'))
    found = re.search(r'class="field__error" id=.*?<span>([^<]*)<', part, re.DOTALL)
    return found.group(1) if found else ""


@pytest.fixture
def order(client: FlaskClient) -> Order:
    made = accepted()
    sign_in_as(client, made.account.email)
    return made


def test_a_third_file_of_a_visitor_at_once_is_asked_again_later(client: FlaskClient, order: Order):
    with UPLOADS.turn("127.0.0.1"), UPLOADS.turn("127.0.0.1"):
        refused = upload(client, order, photo())
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    assert "dans une minute" in beside(refused)
    assert upload(client, order, photo()).status_code == 303


def test_every_paper_has_a_form_that_works_without_a_script(client: FlaskClient, order: Order):
    page = client.get(path(order)).get_data(as_text=True)
    assert "5 papiers, quand vous voulez" in page
    for kind in ("identity", "licence", "address", "mandate", "insurance"):
        assert f'action="{path(order)}/{kind}#{kind}"' in page
    assert page.count('enctype="multipart/form-data"') == 5
    assert page.count('accept="image/jpeg,image/heic,image/png,image/webp,application/pdf"') == 5


def test_a_photo_is_sent_seen_and_counted(client: FlaskClient, order: Order):
    answer = upload(client, order, photo())
    assert (answer.status_code, answer.location) == (303, path(order, "#identity"))
    page = client.get(path(order)).get_data(as_text=True)
    assert "4 papiers, quand vous voulez" in page
    assert "Envoyer un autre côté" in page
    found = re.search(path(order) + r"/files/\w+", page)
    assert found
    seen = client.get(found.group())
    assert seen.data.startswith(b"\xff\xd8\xff")
    assert seen.headers["Content-Disposition"].startswith("inline")


def test_a_file_is_shown_and_nothing_in_it_can_run(client: FlaskClient, order: Order):
    for kind, content, way in (("identity", photo(), "inline"), ("address", pdf(), "attachment")):
        (kept,) = send_paper(order, kind, content).files
        headers = client.get(path(order, f"/files/{kept.id}")).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Disposition"].startswith(way)
        assert headers["Cache-Control"] == "private, no-store"
        assert "sandbox" in headers["Content-Security-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"", 422, "Choisissez d’abord"),
        (b"<svg onload='alert(1)'/>", 422, "Envoyez une photo"),
        (b"\xff\xd8\xff" + bytes(MOST_BYTES), 413, "10\u00a0Mo"),
        (b"\xff\xd8\xff" + bytes(13 * 1024 * 1024), 413, "10\u00a0Mo"),
        (b"\0\0\0\x18ftypheic" + bytes(40), 422, "ne s’ouvre pas"),
        (pdf(password="x"), 422, "mot de passe"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    client: FlaskClient, order: Order, content: bytes, status: int, said: str
):
    send_paper(order, "address")
    answer = upload(client, order, content)
    assert answer.status_code == status
    assert said in beside(answer)
    assert beside(answer, "licence") == ""
    assert [one.kind for one in papers_sent(order.id)] == ["address"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "<script>.jpg", "a" * 300, "é\u202e gpj.exe"])
def test_the_name_of_a_file_is_neither_believed_nor_kept(
    client: FlaskClient, order: Order, name: str
):
    assert upload(client, order, photo(), name=name).status_code == 303
    (kept,) = the_paper(order).files
    assert re.fullmatch(r"papers/[0-9a-f]{2}/[0-9a-f]{24}", kept.name)
    page = client.get(path(order)).get_data(as_text=True)
    assert "passwd" not in page
    assert "<script>.jpg" not in page


def test_a_refused_paper_shows_why_and_can_be_sent_again(client: FlaskClient, order: Order):
    send_paper(order)
    AtDealer(order).refuse(reason="incomplete", words="Le <b>dos</b> manque.")
    page = client.get(path(order)).get_data(as_text=True)
    assert "Il manque un côté ou une page." in page
    assert "Le &lt;b&gt;dos&lt;/b&gt; manque." in page
    assert upload(client, order, photo(colour="red")).status_code == 303
    assert the_paper(order).state == "received"


def test_an_accepted_paper_has_no_form_and_takes_nothing(client: FlaskClient, order: Order):
    send_paper(order)
    AtDealer(order).accept()
    assert path(order, "/identity") not in client.get(path(order)).get_data(as_text=True)
    assert upload(client, order, photo()).status_code == 409
    assert send(client, path(order, "/identity/removal"), path(order)).status_code == 409


def test_a_paper_is_taken_back(client: FlaskClient, order: Order):
    send_paper(order)
    for _ in range(2):
        assert send(client, path(order, "/identity/removal"), path(order)).status_code == 303
    assert papers_sent(order.id) == []


def test_a_form_without_its_token_takes_nothing(client: FlaskClient, order: Order):
    assert post(client, path(order, "/identity"), "", photo()).status_code == 400
    assert client.post(path(order, "/identity/removal")).status_code == 400
    assert papers_sent(order.id) == []


def test_an_unknown_paper_is_not_there(client: FlaskClient, order: Order):
    assert upload(client, order, photo(), kind="company").status_code == 404
    assert client.get(path(order, "/files/" + "0" * 24)).status_code == 404


def test_a_stranger_gets_404_and_a_visitor_the_sign_in(client: FlaskClient, order: Order):
    (kept,) = send_paper(order).files
    stranger, visitor = (client.application.test_client() for _ in range(2))
    sign_in_as(stranger, person(CHARLIE).email)
    other = accepted(email=CHARLIE)
    for what in ("", f"/files/{kept.id}"):
        assert stranger.get(path(order, what)).status_code == 404
        assert visitor.get(path(order, what)).status_code == 303
    assert stranger.get(path(other, f"/files/{kept.id}")).status_code == 404
    for what in ("/identity", "/identity/removal"):
        assert send(stranger, path(order, what), "/account").status_code == 404
    huge = post(stranger, path(order, "/identity"), "", bytes(13 * 1024 * 1024))
    assert huge.status_code == 404
    assert len(the_paper(order).files) == 1


def test_before_the_signature_and_after_the_end_the_page_leads_to_the_order(client: FlaskClient):
    ready = worded(a_ready_order())
    sign_in_as(client, ready.account.email)
    assert client.get(path(ready)).location == f"/orders/{ready.id}"
    ended = accepted(email=CHARLIE)
    withdraw(ended.id, ended.account_id, clock.now())
    sign_in_as(client, CHARLIE)
    assert client.get(path(ended)).location == f"/orders/{ended.id}"


def test_a_full_disk_is_said_and_changes_nothing(app: Flask, client: FlaskClient, order: Order):
    here = gateways()
    app.extensions["gateways"] = replace(here, archive=FullArchive(here.archive.root))
    assert upload(client, order, photo()).status_code == 503
    assert papers_sent(order.id) == []


class FullArchive(FolderArchive):
    """A disk that takes nothing more."""

    def put(self, name: str, content: bytes) -> str:
        raise ArchiveFullError(name, f"no space for {len(content)} bytes")


def test_the_order_invites_to_send_papers_at_the_cost_of_one_query(
    client: FlaskClient, order: Order
):
    asked: list[str] = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def note(*said: object) -> None:
        asked.append(str(said[2]))

    page = client.get(f"/orders/{order.id}").get_data(as_text=True)
    assert "5 papiers" in page
    assert path(order) in page
    assert len([one for one in asked if "FROM papers" in one]) == 1
