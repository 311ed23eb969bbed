"""The buyer's papers at the dealer: seen once the order is accepted, by nobody else."""

import pytest
from flask.testing import FlaskClient

from store import clock
from store.models import Order
from store.orders.withdraw import withdraw
from tests.people import CHARLIE, NORA, person, send, sign_in_as
from tests.situations import a_seller, dealers
from tests.store.desk.orders import accepted, browser_of, offered, seller_of
from tests.store.papers.files import photo
from tests.store.papers.sending import send_paper, the_paper


def path(order: Order, what: str = "") -> str:
    return f"/dealer/orders/{order.id}{what}"


@pytest.fixture
def order(client: FlaskClient) -> Order:
    made = accepted()
    sign_in_as(client, seller_of(made).email)
    return made


def decide(client: FlaskClient, order: Order, act: str, **said: str) -> int:
    """Press a button beside a paper, as the page has it now."""
    (kept,) = the_paper(order).files
    return send(
        client, path(order, f"/papers/identity/{act}"), path(order), file=kept.id, **said
    ).status_code


def test_a_paper_is_looked_at_and_accepted_once(client: FlaskClient, order: Order):
    (kept,) = send_paper(order).files
    page = client.get(path(order)).get_data(as_text=True)
    assert "Pièce d’identité" in page
    assert "pas encore là" in page
    assert client.get(path(order, f"/papers/{kept.id}")).data.startswith(b"\xff\xd8\xff")
    for _ in range(2):
        assert decide(client, order, "acceptance") == 303
    assert the_paper(order).state == "accepted"
    page = client.get(path(order)).get_data(as_text=True)
    assert "/papers/identity/acceptance" not in page
    assert "Papier accepté" in page


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(client: FlaskClient, order: Order):
    send_paper(order)
    send_paper(order, "address")
    said = {"identity-words": "Trop sombre"}
    answer = send(client, path(order, "/papers/identity/refusal"), path(order), **said)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Choisissez un motif." in page
    assert page.count("Trop sombre") == 1
    assert page.count("<details open>") == 1
    assert the_paper(order).state == "received"


def test_a_refused_paper_waits_for_another(client: FlaskClient, order: Order):
    send_paper(order)
    assert decide(client, order, "refusal", **{"identity-reason": "expired"}) == 303
    assert the_paper(order).reason == "expired"
    assert "redemandé" in client.get(path(order)).get_data(as_text=True)
    assert decide(client, order, "acceptance") == 409


def test_a_file_that_came_after_the_page_is_looked_at_first(client: FlaskClient, order: Order):
    (first,) = send_paper(order).files
    send_paper(order, content=photo(colour="red"))
    for act in ("acceptance", "refusal"):
        form = {"file": first.id, "identity-reason": "expired"}
        where = path(order, f"/papers/identity/{act}")
        assert send(client, where, path(order), **form).status_code == 303
        assert "envoyé un autre fichier" in client.get(path(order)).get_data(as_text=True)
    assert the_paper(order).state == "received"


def test_before_the_acceptance_the_dealer_sees_no_paper(client: FlaskClient):
    order = offered()
    (kept,) = send_paper(order).files
    sign_in_as(client, seller_of(order).email)
    assert 'id="papers"' not in client.get(path(order)).get_data(as_text=True)
    assert client.get(path(order, f"/papers/{kept.id}")).status_code == 404
    assert decide(client, order, "acceptance") == 409


def test_after_the_end_of_the_order_the_dealer_sees_no_paper(client: FlaskClient, order: Order):
    (kept,) = send_paper(order).files
    withdraw(order.id, order.account_id, clock.now())
    assert 'id="papers"' not in client.get(path(order)).get_data(as_text=True)
    assert client.get(path(order, f"/papers/{kept.id}")).status_code == 404


def test_another_dealer_the_staff_and_a_stranger_get_404(client: FlaskClient, order: Order):
    (kept,) = send_paper(order).files
    other = next(one for one in dealers() if one.id != order.dealer_id)
    for email in (a_seller(other).email, NORA, person(CHARLIE).email):
        stranger = browser_of(email, like=client)
        assert stranger.get(path(order, f"/papers/{kept.id}")).status_code == 404
        for act in ("acceptance", "refusal"):
            where = path(order, f"/papers/identity/{act}")
            assert send(stranger, where, "/account", file=kept.id).status_code == 404
    assert the_paper(order).state == "received"


def test_a_file_of_another_order_is_not_reached_through_ones_own(client: FlaskClient, order: Order):
    (kept,) = send_paper(accepted(email=CHARLIE)).files
    assert client.get(path(order, f"/papers/{kept.id}")).status_code == 404
