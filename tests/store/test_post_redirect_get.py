"""A browser that sends a refused form reads it at an address of its own; nobody else does."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store import clock, post_redirect_get
from store.extensions import db
from store.models import RefusedForm
from tests.people import CLAIRE as CUSTOMER, sign_in_as
from tests.store.shop.walking import CLAIRE, LYON, Walker, a_journey, hidden


BROWSER = {"Sec-Fetch-Mode": "navigate"}
WRONG = {**CLAIRE, "first_name": "Ștefan", "birth_date": "2020-01-01"}


@pytest.fixture
def walker(client: FlaskClient) -> Walker:
    """A visitor before the question who buys."""
    one = Walker(client, a_journey())
    one.post("where", {**LYON, "delivery": "dealer"})
    one.post("trade-in/none", {})
    one.post("finance", {"product": "cash"})
    return one


def sent(walker: Walker, typed: dict[str, str], **headers: str) -> TestResponse:
    """Send the form of the buyer as the page has it."""
    page = walker.get("you")
    fields = {**hidden(page), **typed}
    return walker.client.post(walker.path("you"), data=fields, headers={**BROWSER, **headers})


def address(response: TestResponse) -> str:
    assert response.status_code == 303
    parts = urlsplit(response.location)
    return f"{parts.path}?{parts.query}"


def test_a_refused_form_is_read_by_get_as_often_as_wanted(walker: Walker):
    where = address(sent(walker, WRONG))
    assert where == f"{walker.path('you')}?refused=1"
    pages = [walker.client.get(where) for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert all("Ștefan" in page.text and 'aria-invalid="true"' in page.text for page in pages)
    tokens = [hidden(page)["csrf_token"] for page in pages]
    assert tokens[0] != tokens[1]


def test_the_kept_page_can_be_corrected_and_sent_from_where_it_is(walker: Walker):
    where = address(sent(walker, WRONG))
    again = {**hidden(walker.client.get(where)), **WRONG}
    assert address(walker.client.post(where, data=again, headers=BROWSER)) == where
    fields = {**hidden(walker.client.get(where)), **CLAIRE}
    taken = walker.client.post(where, data=fields, headers=BROWSER)
    assert taken.status_code == 303
    assert taken.location.endswith(walker.path(""))
    assert "Ștefan" not in walker.client.get(where).text


def test_another_browser_reads_nothing_and_ten_minutes_later_nobody(walker: Walker):
    where = address(sent(walker, WRONG))
    stranger = walker.client.application.test_client()
    assert "Ștefan" not in stranger.get(where).text
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        page = walker.client.get(where)
        assert page.status_code == 200
        assert "Ștefan" not in page.text


def test_who_is_no_browser_is_answered_at_once(walker: Walker):
    answer = sent(walker, WRONG, **{"Sec-Fetch-Mode": "cors"})
    assert answer.status_code == 422
    assert "Ștefan" in answer.text


def test_a_form_sent_elsewhere_comes_back_to_the_page_it_was_on(client: FlaskClient):
    sign_in_as(client, CUSTOMER)
    fields = {**hidden(client.get("/account/password")), "current_password": "wrong"}
    origin = {**BROWSER, "Referer": "http://localhost/account/password"}
    answer = client.post("/account/password", data=fields, headers=origin)
    assert address(answer) == "/account/password?refused=1"


def test_a_full_table_costs_the_comfort_alone(walker: Walker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(post_redirect_get, "MOST", 1)
    address(sent(walker, WRONG))
    answer = sent(walker, WRONG)
    assert answer.status_code == 422
    assert "Ștefan" in answer.text
    later = clock.now() + timedelta(minutes=11)
    with clock.stopped_at(later):
        address(sent(walker, WRONG))
    rows = db.session.query(RefusedForm).all()
    assert [row.expires_at for row in rows] == [later + post_redirect_get.KEPT]
