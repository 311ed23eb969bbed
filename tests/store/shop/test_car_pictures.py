"""Photos of the present car: asked for with the offer, seen by their owner and one dealer."""

import io

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.models import Order
from tests.people import CHARLIE, CLAIRE, sign_in_as
from tests.situations import a_seller, dealers
from tests.store.part_exchange.exchanges import an_accepted_exchange, picture
from tests.store.shop.walking import CAR, Walker, a_journey, hidden


PAGE = "trade-in/pictures"
SCRATCH = "damage.front_bumper.scratch.2"


def send(walker: Walker, view: str, content: bytes) -> TestResponse:
    form = {"csrf_token": hidden(walker.get(PAGE))["csrf_token"]}
    photo = {"photo": (io.BytesIO(content), "IMG_0042.jpg")}
    where = walker.path(f"{PAGE}/{view}")
    return walker.client.post(where, data={**form, **photo}, content_type="multipart/form-data")


def test_every_photo_that_is_asked_for_makes_the_offer_firm(client: FlaskClient):
    walker = Walker(client, a_journey())
    walker.post("trade-in", CAR)
    assert "With a few photos it becomes a firm offer" in walker.get("trade-in").text
    assert "5 photos make your offer firm" in walker.get(PAGE).text
    assert send(walker, "front", b"%PDF-1.7 no photo").status_code == 422
    assert send(walker, "front", b"").status_code == 422
    for view in ("front", "rear", "cabin", "odometer", SCRATCH):
        answer = send(walker, view, picture())
        assert answer.location.endswith(f"/pictures#{view}")
    assert "Every photo is here" in walker.get(PAGE).text
    assert "Firm offer until" in walker.get("trade-in").text
    whole = walker.get(f"{PAGE}/front")
    assert whole.mimetype == "image/jpeg"
    assert "no-store" in whole.headers["Cache-Control"]
    assert walker.get(f"{PAGE}/front", small="1").mimetype == "image/jpeg"


def test_a_view_nobody_asks_for_is_not_taken(client: FlaskClient):
    walker = Walker(client, a_journey())
    assert walker.get(PAGE).status_code == 404
    walker.post("trade-in", CAR)
    assert send(walker, "engine", picture()).status_code == 404
    assert walker.get(f"{PAGE}/rear").status_code == 404


def test_strangers_see_no_photo_and_send_none(client: FlaskClient):
    order = an_accepted_exchange()
    walker = Walker(client, a_journey())  # with a journey of their own
    for stranger in ("", CHARLIE):
        if stranger:
            sign_in_as(client, stranger)
        theirs = Walker.__new__(Walker)
        theirs.client, theirs.id = client, order.journey_id
        for path in (PAGE, f"{PAGE}/front"):
            assert theirs.get(path).status_code == 404
        token = hidden(walker.get("link"))["csrf_token"]
        data = {"csrf_token": token, "photo": (io.BytesIO(picture()), "a.jpg")}
        where = theirs.path(f"{PAGE}/front")
        assert client.post(where, data=data, content_type="multipart/form-data").status_code == 404
    sign_in_as(client, CLAIRE)
    assert client.get(f"/journeys/{order.journey_id}/{PAGE}/front").status_code == 200


def test_the_dealer_of_the_order_sees_them_and_no_other(client: FlaskClient):
    order = an_accepted_exchange()
    photo = f"/dealer/orders/{order.id}/trade-in/pictures/front"
    assert _as(client, order).get(photo).status_code == 200
    page = client.get(f"/dealer/orders/{order.id}/trade-in").text
    assert photo in page
    other = next(one for one in dealers() if one.id != order.dealer_id)
    sign_in_as(client, a_seller(other).email)
    assert client.get(photo).status_code == 404


def _as(client: FlaskClient, order: Order) -> FlaskClient:
    sign_in_as(client, a_seller(order.dealer).email)
    return client
