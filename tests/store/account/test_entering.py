import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.demo.load import PASSWORD
from store.extensions import db, limiter
from store.models import Journey, LoginSession, OutboxMessage
from tests.orders_for_pages import a_ready
from tests.people import CLAIRE, GRENELLE, NORA, give_journey, person, send, token


HOSTILE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "\\/evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "https:evil.example",
    "%2F%2Fevil.example",
)


def sent_code(email: str = CLAIRE) -> str:
    db.session.expire_all()
    letters = select(OutboxMessage).where(OutboxMessage.key.startswith("mail:sign_in:"))
    newest = letters.order_by(OutboxMessage.created_at.desc(), OutboxMessage.due_at.desc())
    found = [one for one in db.session.scalars(newest) if one.payload["to"] == email]
    code: str = found[0].payload["secrets"]["code"]
    return code


def wrong(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def ask(client: FlaskClient, email: str = CLAIRE, **more: str) -> None:
    answer = send(client, "/sign-in/codes", "/sign-in", email=email, **more)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in/code")


@pytest.fixture
def throttled(app: Flask) -> Iterator[None]:
    app.config["RATELIMIT_ENABLED"] = True
    limiter.init_app(app)
    yield
    limiter.reset()
    limiter.enabled = False


def test_a_password_opens_the_account_whatever_the_case_of_the_address(client: FlaskClient):
    form = {"email": f" {CLAIRE.title()} ", "password": PASSWORD}
    assert send(client, "/sign-in", "/sign-in", **form).location == "/account"
    assert signed_in(client)


@pytest.mark.parametrize(("email", "home"), [(GRENELLE, "/dealer"), (NORA, "/staff")])
def test_dealers_and_staff_begin_where_they_work(client: FlaskClient, email: str, home: str):
    form = {"email": email, "password": PASSWORD}
    assert send(client, "/sign-in", "/sign-in", **form).location == home


@pytest.mark.parametrize("email", [CLAIRE, "nobody@example.fr"])
def test_a_wrong_password_says_the_same_for_a_known_and_an_unknown_address(
    client: FlaskClient, email: str
):
    answer = send(client, "/sign-in", "/sign-in", email=email, password="not this one")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'value="{email}"' in text
    assert "not this one" not in text
    assert not signed_in(client)


def test_a_code_opens_the_account_once(app: Flask, client: FlaskClient):
    ask(client)
    code = sent_code()
    assert send(client, "/sign-in/code", "/sign-in/code", code=code).location == "/account"
    assert signed_in(client)
    thief = app.test_client()
    with thief.session_transaction() as session:
        session["signing_in"] = CLAIRE
    assert send(thief, "/sign-in/code", "/sign-in/code", code=code).status_code == 422
    assert not signed_in(thief)


def test_an_unknown_address_gets_the_same_answers_and_no_letter(client: FlaskClient):
    pages = []
    for email in (CLAIRE, "nobody@example.fr"):
        ask(client, email)
        shown = client.get("/sign-in/code").get_data(as_text=True)
        tried = [send(client, "/sign-in/code", "/sign-in/code", code="12") for _ in range(6)]
        said = [shown, *(one.get_data(as_text=True) for one in tried)]
        pages.append(
            [re.sub(r'nonce="[^"]+"|value="[^"]+"', "", t).replace(email, "") for t in said]
        )
    assert pages[0] == pages[1]
    letters = select(OutboxMessage).where(OutboxMessage.key.startswith("mail:sign_in:"))
    assert {one.payload["to"] for one in db.session.scalars(letters)} == {CLAIRE}


@pytest.mark.parametrize("email", [GRENELLE, NORA])
def test_dealers_and_staff_get_no_code(client: FlaskClient, email: str):
    ask(client, email)
    letters = select(OutboxMessage).where(OutboxMessage.key.startswith("mail:sign_in:"))
    assert db.session.scalars(letters).all() == []


def test_five_tries_are_enough(client: FlaskClient):
    ask(client)
    code = sent_code()
    for _ in range(5):
        tried = send(client, "/sign-in/code", "/sign-in/code", code=wrong(code))
        assert tried.status_code == 422
    assert send(client, "/sign-in/code", "/sign-in/code", code=code).status_code == 422
    assert not signed_in(client)


def test_an_old_code_does_not_work(client: FlaskClient):
    ask(client)
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        tried = send(client, "/sign-in/code", "/sign-in/code", code=sent_code())
        assert tried.status_code == 422


def test_a_new_code_ends_the_one_before(client: FlaskClient):
    ask(client)
    first = sent_code()
    with clock.stopped_at(clock.now() + timedelta(seconds=5)):
        ask(client)
        if sent_code() != first:
            assert send(client, "/sign-in/code", "/sign-in/code", code=first).status_code == 422


def test_codes_are_not_sent_without_end(client: FlaskClient):
    for _ in range(5):
        ask(client)
    answer = send(client, "/sign-in/codes", "/sign-in", email=CLAIRE)
    assert answer.status_code == 429
    assert f'value="{CLAIRE}"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("wanted", HOSTILE)
def test_no_address_leads_out_of_the_store(client: FlaskClient, wanted: str):
    form = {"email": CLAIRE, "password": PASSWORD, "next": wanted}
    assert send(client, "/sign-in", "/sign-in", **form).location == "/account"
    assert client.get("/sign-in", query_string={"next": wanted}).location == "/account"


def test_a_page_that_asked_for_the_account_is_where_one_goes_on(client: FlaskClient):
    order = a_ready()
    answer = client.get(f"/orders/{order.id}")
    page = client.get(answer.location).get_data(as_text=True)
    assert f"/orders/{order.id}" in page
    ask(client, next=f"/orders/{order.id}")
    form = {"code": sent_code(), "next": f"/orders/{order.id}"}
    assert send(client, "/sign-in/code", "/sign-in/code", **form).location == f"/orders/{order.id}"


def test_the_session_changes_at_sign_in_and_ends_at_sign_out(app: Flask, client: FlaskClient):
    form = {"email": CLAIRE, "password": PASSWORD}
    client.get("/sign-in")
    before = client.get_cookie("volant")
    send(client, "/sign-in", "/sign-in", **form)
    during = client.get_cookie("volant")
    assert before
    assert during
    assert before.value != during.value
    assert send(client, "/sign-out", "/account").status_code == 303
    thief = app.test_client()
    thief.set_cookie("volant", during.value)
    assert not signed_in(thief)
    assert not signed_in(client)


def test_what_was_begun_before_signing_in_becomes_the_customers(client: FlaskClient):
    order = a_ready("other@example.fr")
    free, taken = order.journey, order.journey_id
    kept = Journey(
        brand=free.brand,
        catalogue_hash=free.catalogue_hash,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    db.session.add(kept)
    db.session.commit()
    for journey_id in (kept.id, taken):
        give_journey(client, journey_id)
    send(client, "/sign-in", "/sign-in", email=CLAIRE, password=PASSWORD)
    owner = db.session.get_one(Journey, kept.id, populate_existing=True).account_id
    assert owner == person(CLAIRE).id
    other = db.session.get_one(Journey, taken, populate_existing=True).account_id
    assert other == person("other@example.fr").id


@pytest.mark.usefixtures("throttled")
def test_passwords_cannot_be_tried_without_end(client: FlaskClient):
    answers = [
        send(client, "/sign-in", "/sign-in", email=CLAIRE, password=f"guess {n}").status_code
        for n in range(12)
    ]
    assert answers[:10] == [422] * 10
    assert answers[10:] == [429] * 2


def test_a_form_without_its_token_is_refused(client: FlaskClient):
    answer = client.post("/sign-in", data={"email": CLAIRE, "password": PASSWORD})
    assert answer.status_code == 400
    assert db.session.scalars(select(LoginSession)).all() == []


@pytest.mark.parametrize("email", ["", "x", "a@b", "a b@c.de", "x" * 300 + "@example.fr"])
def test_an_address_that_is_none_is_said_beside_the_field(client: FlaskClient, email: str):
    answer = send(client, "/sign-in/codes", "/sign-in", email=email)
    assert answer.status_code == 422
    assert "code-email-error" in answer.get_data(as_text=True)


@pytest.mark.usefixtures("throttled")
def test_a_stranger_locks_no_owner_out(app: Flask, client: FlaskClient):
    form = {"email": CLAIRE, "password": PASSWORD}
    home, away = {"REMOTE_ADDR": "203.0.113.9"}, {"REMOTE_ADDR": "198.51.100.7"}
    stranger, owner = app.test_client(), client
    stranger.environ_base |= away
    owner.environ_base |= home
    ask(owner)
    code = sent_code()
    guesses = [
        send(stranger, "/sign-in", "/sign-in", email=CLAIRE.upper(), password="guess").status_code
        for _ in range(12)
    ]
    assert guesses == [422] * 10 + [429] * 2
    for _ in range(6):
        send(stranger, "/sign-in/codes", "/sign-in", email=CLAIRE)
    assert send(owner, "/sign-in/code", "/sign-in/code", code=code).location == "/account"
    send(owner, "/sign-out", "/account")
    owner.environ_base |= away
    assert send(owner, "/sign-in", "/sign-in", **form).location == "/account", "their own browser"


def test_a_session_has_a_form_token_of_its_own(client: FlaskClient):
    with client.session_transaction() as session:
        session["csrf_token"] = "planted"
    before = token(client, "/sign-in")
    send(client, "/sign-in", "/sign-in", email=CLAIRE, password=PASSWORD)
    assert client.post("/sign-out", data={"csrf_token": before}).status_code == 400
    with client.session_transaction() as session:
        assert session.get("csrf_token") != "planted"


def test_an_international_address_has_one_spelling(client: FlaskClient):
    ask(client, "ada@société.fr")
    with client.session_transaction() as session:
        assert session["signing_in"] == "ada@société.fr"
    refused = send(client, "/sign-in/codes", "/sign-in", email="adélaïde@exemple.fr")
    assert refused.status_code == 422
    assert "avant le @" in refused.get_data(as_text=True)
