from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.gateways.registry import gateways
from store.models import Order
from store.orders.documents import document, latest_signed
from store.orders.queue import deliver_all
from tests.orders_for_pages import a_ready, a_signed, an_accepted
from tests.people import CLAIRE, token


def kept(order: Order, kind: str) -> bytes:
    return gateways().archive.get(document(order.id, kind).name)


def send(client: FlaskClient, order: Order, content: bytes) -> TestResponse:
    sent = {"csrf_token": token(client, "/sign-in"), "copy": (BytesIO(content), "order.pdf")}
    with client.post(f"/verification/{order.deal_sha256}", data=sent) as answer:
        _ = answer.text
    return answer


@pytest.fixture
def sealed() -> Order:
    order = an_accepted()
    deliver_all()
    assert latest_signed(order.id).kind == "sealed"
    return order


def test_anybody_who_holds_the_document_sees_its_proof_and_no_person(
    client: FlaskClient, sealed: Order
):
    page = client.get(f"/verification/{sealed.deal_sha256}")
    assert page.status_code == 200
    assert "Le document que nous conservons est intact." in page.text
    assert sealed.number in page.text
    assert CLAIRE not in page.text
    assert str(sealed.buyer["last_name"]) not in page.text


def test_a_true_copy_is_told_from_an_old_one_and_a_changed_one(client: FlaskClient, sealed: Order):
    true = kept(sealed, "sealed")
    assert "Votre exemplaire est le document authentique" in send(client, sealed, true).text
    for other in (kept(sealed, "signed"), true + b"\n", b"nothing of ours"):
        assert "Votre exemplaire n’est pas" in send(client, sealed, other).text


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n" + b"x" * 480_001])
def test_what_is_no_copy_is_refused(client: FlaskClient, content: bytes):
    order = a_signed()
    assert send(client, order, content).status_code == 422


def test_an_order_nobody_signed_has_no_proof(client: FlaskClient):
    order = a_ready()
    assert client.get(f"/verification/{order.deal_sha256}").status_code == 404
    assert client.get(f"/verification/{'0' * 64}").status_code == 404
