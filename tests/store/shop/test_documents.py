from pathlib import Path

import pytest
from flask.testing import FlaskClient

from esign.__main__ import main
from store.models import Order
from store.orders.queue import deliver_all
from tests.orders_for_pages import a_ready, a_signed, an_accepted
from tests.people import CHARLIE, CLAIRE, give_journey, sign_in_as


INTACT = 3  # not complete: the dealer has not signed
KINDS = ("order", "signed", "proof", "evidence", "trust", "deal")


def download(client: FlaskClient, order: Order, kind: str, folder: Path) -> str:
    answer = client.get(f"/orders/{order.id}/documents/{kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in answer.headers["Cache-Control"]
    path = folder / kind
    path.write_bytes(answer.data)
    return str(path)


def test_what_is_downloaded_can_be_verified_by_anybody(client: FlaskClient, tmp_path: Path):
    order = an_accepted()
    deliver_all()
    sign_in_as(client, CLAIRE)
    pdf, evidence, root = (
        download(client, order, kind, tmp_path) for kind in ("order", "evidence", "trust")
    )
    assert main(["verify", pdf, "--evidence", evidence, "--trust", root]) == 0
    sealed = download(client, order, "proof", tmp_path)
    assert main(["sealed", sealed, "--trust", root]) == 0
    assert main(["sealed", pdf, "--trust", root]) == 1


def test_a_signed_order_is_intact_and_not_complete_before_the_dealer_signs(
    client: FlaskClient, tmp_path: Path
):
    order = a_signed()
    sign_in_as(client, CLAIRE)
    pdf, evidence, root = (
        download(client, order, kind, tmp_path) for kind in ("order", "evidence", "trust")
    )
    assert main(["verify", pdf, "--evidence", evidence, "--trust", root]) == INTACT


def test_the_draft_is_for_whoever_may_sign_it(client: FlaskClient, tmp_path: Path):
    order = a_ready()
    give_journey(client, order.journey_id)
    assert download(client, order, "draft", tmp_path)
    for kind in KINDS:
        assert client.get(f"/orders/{order.id}/documents/{kind}").status_code == 303


@pytest.mark.parametrize("kind", [*KINDS, "draft"])
def test_a_stranger_downloads_nothing(client: FlaskClient, kind: str):
    order = a_signed()
    assert client.get(f"/orders/{order.id}/documents/{kind}").status_code == 303
    sign_in_as(client, CHARLIE)
    assert client.get(f"/orders/{order.id}/documents/{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["countersigned", "..%2f..%2fsecret", "draft.pdf", "x" * 300])
def test_there_are_no_other_kinds(client: FlaskClient, kind: str):
    order = a_signed()
    sign_in_as(client, CLAIRE)
    assert client.get(f"/orders/{order.id}/documents/{kind}").status_code == 404
