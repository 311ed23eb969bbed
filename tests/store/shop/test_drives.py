"""A test drive is asked for by anybody, seen by a link of one's own, answered at one dealer."""

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from store.extensions import db
from store.models import DriveRequest, StockVehicle
from store.test_drives.letters import token_of
from tests.people import CHARLIE, send, sign_in_as
from tests.situations import a_seller, dealers
from tests.store.shop.walking import a_dealer
from tests.store.test_drives.drives import a_drive


PAGE = "/test-drive"
HUGO = {
    "car": "peugeot/408",
    "postcode": "69002",
    "day": "2026-12-01",
    "part": "morning",
    "name": "Hugo Lambert",
    "email": "Hugo.Lambert@example.fr",
    "phone": "06 39 98 12 34",
}


def ask(client: FlaskClient, **other: str) -> TestResponse:
    return send(client, PAGE, PAGE, **{**HUGO, "dealer": a_dealer(), **other})


def the_drive() -> DriveRequest:
    db.session.rollback()
    return db.session.scalars(select(DriveRequest)).one()


def test_a_postcode_leads_to_dealers_and_nothing_typed_is_lost(client: FlaskClient):
    text = client.get(f"{PAGE}?car=ds/ds-4").text
    assert '<option selected value="ds/ds-4">' in text
    assert '<option selected value="ds/' in client.get(PAGE).text  # the brand seen last
    text = ask(client, dealer="", look="1").text
    assert a_dealer() in text
    assert "Hugo Lambert" in text
    assert db.session.scalar(select(DriveRequest)) is None


def test_it_is_asked_for_seen_and_cancelled_by_its_link(client: FlaskClient):
    answer = ask(client)
    row = the_drive()
    assert answer.location == f"/test-drives/{token_of(row)}"
    assert (row.email, row.phone, row.model) == (CHARLIE, "+33639981234", "Peugeot 408")
    text = client.get(answer.location).text
    assert "Peugeot 408" in text
    assert "noindex" in text
    for _ in range(2):
        send(client, f"{answer.location}/cancellation", PAGE)
    assert the_drive().stage == "cancelled"
    for strange in (row.id, token_of(row)[:-2], "x"):
        assert client.get(f"/test-drives/{strange}").status_code == 404
        assert send(client, f"/test-drives/{strange}/cancellation", PAGE).status_code == 404


def test_what_is_wrong_is_said_beside_its_field(client: FlaskClient):
    wrong = {
        "postcode": "00000",
        "day": "2026-12-25",
        "name": "  ",
        "email": "nobody",
        "phone": "12",
    }
    for field, typed in wrong.items():
        answer = ask(client, **{field: typed})
        assert answer.status_code == 422, field
        assert f'id="{field}-error"' in answer.text, field
    assert db.session.scalar(select(DriveRequest)) is None


def test_everything_that_is_wrong_is_said_at_once(client: FlaskClient):
    answer = ask(client, postcode="00000", name=" ")
    for field in ("postcode", "name"):
        assert f'id="{field}-error"' in answer.text, field


def test_a_dealer_of_another_brand_gives_way_to_the_nearest(client: FlaskClient):
    assert ask(client, dealer=dealers("ds")[0].id).status_code == 303
    assert the_drive().dealer.brand == "peugeot"


def test_a_car_in_stock_is_tried_where_it_stands(client: FlaskClient):
    car = db.session.scalars(select(StockVehicle).order_by(StockVehicle.id)).first()
    assert car
    where = f"{PAGE}?stock={car.id}"
    assert where in client.get(f"/stock/{car.id}").text
    answer = send(client, where, where, **{**HUGO, "dealer": "", "car": ""})
    assert answer.status_code == 303
    row = the_drive()
    assert (row.stock_vehicle_id, row.dealer_id, row.brand) == (car.id, car.dealer_id, car.brand)


def test_only_its_dealer_sees_and_answers_it(client: FlaskClient):
    row = a_drive()
    path, other = f"/dealer/test-drives/{row.id}", dealers()[1]
    assert client.get("/dealer/test-drives").status_code in {302, 303, 404}
    sign_in_as(client, a_seller(other).email)
    assert row.name not in client.get("/dealer/test-drives").text
    assert send(client, f"{path}/acceptance", "/account").status_code == 404
    sign_in_as(client, a_seller(row.dealer).email)
    assert row.name in client.get("/dealer/test-drives").text
    moved = {f"{row.id}-day": "2026-12-02", f"{row.id}-part": "afternoon"}
    closed = {**moved, f"{row.id}-day": "2026-12-06"}
    assert send(client, f"{path}/proposal", "/dealer/test-drives", **closed).status_code == 422
    for _ in range(2):
        assert send(client, f"{path}/proposal", "/dealer/test-drives", **moved).status_code == 303
    assert (the_drive().stage, the_drive().part) == ("proposed", "afternoon")
    send(client, f"/test-drives/{token_of(row)}/agreement", PAGE)
    assert the_drive().stage == "agreed"
