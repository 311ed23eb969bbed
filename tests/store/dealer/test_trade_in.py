"""The recheck at the dealer: the declared state filled in, a picture a line, judged once."""

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.journeys.tables import tables
from store.models import Order
from tests.people import CHARLIE, NORA, person, sign_in_as, token
from tests.situations import a_seller, dealers
from tests.store.dealer.test_papers import path
from tests.store.desk.orders import accepted, browser_of, seller_of
from tests.store.part_exchange.exchanges import (
    DENT,
    DENT_LINE,
    FACTS,
    an_accepted_exchange,
    picture,
    row_of,
)


DECLARED = {
    "km": str(FACTS.km),
    "tyres": "worn",
    "service_history": "full",
    "keys": "2",
    "owners": "1",
    "accident": "none",
    "inspection_valid": "y",
    "damages-0-zone": "front_bumper",
    "damages-0-kind": "scratch",
    "damages-0-severity": "2",
}
DENTED = {
    **DECLARED,
    "damages-1-zone": DENT.zone,
    "damages-1-kind": DENT.kind,
    "damages-1-severity": str(DENT.severity),
}
SHOWN = "picture-damages-1"


@pytest.fixture
def order(client: FlaskClient) -> Order:
    made = an_accepted_exchange()
    sign_in_as(client, seller_of(made).email)
    return made


def find(
    client: FlaskClient, order: Order, found: dict[str, str], what: str = "", **pictures: bytes
) -> TestResponse:
    """Send the form of the recheck, with pictures."""
    sent = {name.replace("_", "-"): (io.BytesIO(one), "a.jpg") for name, one in pictures.items()}
    form = {"csrf_token": token(client, path(order)), **found, **sent}
    where = path(order, f"/trade-in{what}")
    return client.post(where, data=form, content_type="multipart/form-data")


def test_the_declared_state_stands_in_the_form_and_can_be_confirmed(
    client: FlaskClient, order: Order
):
    assert path(order, "/trade-in") in client.get(path(order)).get_data(as_text=True)
    page = client.get(path(order, "/trade-in")).get_data(as_text=True)
    assert 'value="74200"' in page
    assert '<option selected value="front_bumper">' in page
    assert "EK-482-VN" in page
    assert "Une photo est gardée" not in page
    for _ in range(2):
        assert find(client, order, DECLARED).status_code == 303
    assert row_of(order).stage == "confirmed"
    assert "confirmée" in client.get(path(order, "/trade-in")).get_data(as_text=True)


def test_a_missing_picture_is_asked_beside_its_damage_and_the_others_are_kept(
    client: FlaskClient, order: Order
):
    found = {**DENTED, "tyres": "replace"}
    answer = find(client, order, found, picture_tyres=picture())
    assert answer.status_code == 422
    assert f'id="{SHOWN}-error"' in answer.get_data(as_text=True)
    assert list(row_of(order).found["pictures"]) == ["tyres"]
    assert find(client, order, found, picture_damages_1=picture("red")).status_code == 303
    row = row_of(order)
    assert row.stage == "reoffered"
    assert {line["code"] for line in row.found["lines"]} >= {DENT_LINE, "tyres"}
    page = client.get(path(order, "/trade-in")).get_data(as_text=True)
    for kept in row.found["pictures"].values():
        assert client.get(path(order, f"/papers/{kept}")).data.startswith(b"\xff\xd8\xff")
        assert path(order, f"/papers/{kept}") in page
    assert find(client, order, DECLARED).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"km": "many"}, "km-error"),
        ({"km": "12"}, "km-error"),
        ({"damages-1-kind": "fire"}, "damages-1-kind-error"),
    ],
)
def test_what_cannot_be_true_is_said_beside_its_field(
    client: FlaskClient, order: Order, wrong: dict[str, str], said: str
):
    answer = find(client, order, {**DENTED, **wrong})
    assert answer.status_code == 422
    assert f'id="{said}"' in answer.get_data(as_text=True)
    assert row_of(order).stage == "firm"


def test_what_is_no_picture_is_said_beside_it(client: FlaskClient, order: Order):
    answer = find(client, order, DENTED, picture_damages_1=b"<svg onload='alert(1)'/>")
    assert answer.status_code == 422
    assert f'id="{SHOWN}-error"' in answer.get_data(as_text=True)
    assert row_of(order).found == {}


def test_a_car_the_rules_leave_to_a_person_gets_a_word_and_a_picture(
    client: FlaskClient, order: Order
):
    assert find(client, order, {**DECLARED, "accident": "structural"}).status_code == 303
    assert "judgement" in client.get(path(order, "/trade-in")).get_data(as_text=True)
    less = {"amount": "5 000", "words": "Longeron redressé"}
    assert find(client, order, {"amount": "5 000"}, "/judgement").status_code == 422
    assert find(client, order, less, "/judgement").status_code == 422
    answer = find(client, order, less, "/judgement", picture_judged=picture())
    assert answer.status_code == 303
    assert row_of(order).found["gross_cents"] == 500_000


def test_a_stranger_another_dealer_and_an_order_without_a_car_get_404(
    client: FlaskClient, order: Order
):
    other = next(one for one in dealers() if one.id != order.dealer_id)
    for email in (a_seller(other).email, NORA, person(CHARLIE).email):
        stranger = browser_of(email, like=client)
        assert stranger.get(path(order, "/trade-in")).status_code == 404
        form = {"csrf_token": token(stranger, "/account"), **DECLARED}
        assert stranger.post(path(order, "/trade-in"), data=form).status_code == 404
    plain = accepted(email=CHARLIE)
    assert client.get(path(plain, "/trade-in")).status_code == 404
    assert row_of(order).stage == "firm"


def test_what_is_pointed_at_on_the_drawing_gets_a_line_and_nothing_is_judged(
    client: FlaskClient, order: Order
):
    text = client.get(path(order, "/trade-in")).get_data(as_text=True)
    assert text.count('name="places"') == len(tables().rules.zones)
    assert "<path" in text
    answer = find(client, order, {**DECLARED, "row": "1", "places": "roof"}, picture_km=picture())
    assert answer.status_code == 200
    assert '<option selected value="roof">' in answer.get_data(as_text=True)
    row = row_of(order)
    assert (row.stage, "seen" in row.found) == ("firm", False)
    assert list(row.found["pictures"]) == ["km"]
