from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bench.verification import verified
from store.extensions import db
from store.gateways.registry import gateways
from store.models import Order, OrderDocument
from store.orders.documents import document, latest_signed
from store.orders.queue import deliver_all
from tests.orders_for_pages import a_half_signed, a_ready, a_signed, an_accepted
from tests.people import CHARLIE, CLAIRE, token


FALSE = ("ÉCHEC", "Votre exemplaire n’est pas un", "n’a pas satisfait")


def kept(order: Order, kind: str) -> bytes:
    return gateways().archive.get(document(order.id, kind).name)


def send(client: FlaskClient, code: str, content: bytes) -> TestResponse:
    sent = {"csrf_token": token(client, "/sign-in"), "copy": (BytesIO(content), "order.pdf")}
    with client.post(f"/verification{code}", data=sent) as answer:
        _ = answer.text
    return answer


def page_of(order: Order) -> str:
    return f"/{order.verification_id}"


def called_false(page: str) -> bool:
    return any(word in page for word in FALSE)


@pytest.fixture
def sealed() -> Order:
    order = an_accepted()
    deliver_all()
    assert latest_signed(order.id).kind == "sealed"
    return order


def test_anybody_who_holds_the_document_sees_its_proof_and_no_person(
    client: FlaskClient, sealed: Order
):
    page = client.get(f"/verification{page_of(sealed)}")
    assert page.status_code == 200
    assert "Le document que nous conservons est intact." in page.text
    assert "Tout le monde l’a signé." in page.text
    assert sealed.number in page.text
    assert CLAIRE not in page.text
    assert str(sealed.buyer["last_name"]) not in page.text


def test_a_true_copy_is_told_from_an_old_one_and_a_changed_one(client: FlaskClient, sealed: Order):
    true = kept(sealed, "sealed")
    assert "Votre exemplaire est le document authentique" in send(client, "", true).text
    for other in (kept(sealed, "signed"), true + b"\n", b"nothing of ours"):
        assert "Votre exemplaire n’est pas" in send(client, page_of(sealed), other).text
    assert not called_false(send(client, "", kept(sealed, "signed")).text)
    assert called_false(send(client, "", true + b"\n").text)


def test_a_file_is_found_by_its_own_hash(client: FlaskClient, sealed: Order):
    for row in db.session.query(OrderDocument).filter_by(order_id=sealed.id):
        page = client.get(f"/verification/{row.sha256}")
        assert page.status_code == (404 if row.kind == "draft" else 200), row.kind
        assert not called_false(page.text)


def test_an_order_the_dealer_has_yet_to_sign_is_intact_and_not_complete(client: FlaskClient):
    for order, waiting in ((a_signed(), "Concession"), (a_half_signed(CHARLIE), "Coacquéreur")):
        page = client.get(f"/verification{page_of(order)}").text
        assert "Le document que nous conservons est intact." in page
        assert "Reste à signer" in page
        assert waiting in page
        assert not called_false(page)


def test_buyers_of_one_price_hold_papers_of_their_own(client: FlaskClient):
    """Same car, town and day: the Deal and its hash are the same, the papers are not."""
    mine, theirs = a_signed(CLAIRE), a_signed(CHARLIE)
    assert mine.deal_sha256 == theirs.deal_sha256
    for order, other in ((mine, theirs), (theirs, mine)):
        copies = send(client, "", kept(order, "signed")), send(client, page_of(order), b"")
        pages = [client.get(f"/verification{page_of(order)}"), *copies]
        for page in (one.text for one in pages):
            assert order.number in page
            assert other.number not in page
            assert not called_false(page)


def test_a_code_printed_before_calls_nothing_false_and_names_no_order(client: FlaskClient):
    """The code was the hash of the Deal; the page asks for the file, and then knows which it is."""
    orders = [a_signed(CLAIRE), a_signed(CHARLIE)]
    old = f"/{orders[0].deal_sha256}"
    page = client.get(f"/verification{old}").text
    assert "plusieurs commandes peuvent avoir le même" in page
    assert not called_false(page)
    assert not any(one.number in page or one.verification_id in page for one in orders)
    for order in orders:
        found = send(client, old, kept(order, "signed")).text
        assert "Votre exemplaire est le document authentique" in found
        assert order.number in found


def test_a_copy_shown_to_the_page_of_another_order_is_told_apart(client: FlaskClient):
    mine, theirs = a_signed(CLAIRE), a_signed(CHARLIE)
    page = send(client, page_of(theirs), kept(mine, "signed")).text
    assert "appartient à une autre commande" in page
    assert mine.number in page
    assert theirs.number not in page


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n" + b"x" * 480_001])
def test_what_is_no_copy_is_refused(client: FlaskClient, content: bytes):
    order = a_signed()
    for code in (page_of(order), f"/{order.deal_sha256}", ""):
        assert send(client, code, content).status_code == 422


def test_an_order_nobody_signed_has_no_proof(client: FlaskClient):
    order = a_ready()
    for code in (order.verification_id, order.deal_sha256, "0" * 64, "x"):
        assert client.get(f"/verification/{code}").status_code == 404


def test_the_long_proof_calls_no_order_of_one_deal_false(app: Flask):
    """A sample of `python -m bench.verification`."""
    tally = verified(app, 3)
    assert (tally.deals, tally.genuine, tally.wrong(9)) == (1, 9, 0)
