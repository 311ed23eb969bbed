"""A browser that comes back before Retry-After is answered without the application, nobody else."""

from collections.abc import Iterator

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from store import retry_after


@pytest.fixture
def asked() -> list[str]:
    """The requests that came as far as a view."""
    return []


@pytest.fixture
def shop(asked: list[str]) -> Flask:
    """An application that is always busy at one page."""
    app = Flask("busy")
    retry_after.init_app(app)

    @app.route("/slow/<name>", methods=["GET", "POST"])
    def slow(name: str) -> Response:
        asked.append(request.headers.get("Cookie", "nobody"))
        busy = Response(f"busy for {name}", 429, {"Retry-After": "10"})
        busy.set_cookie("seen", "1")
        return busy

    @app.get("/quick")
    def quick() -> str:
        return "here"

    return app


@pytest.fixture
def browser(shop: Flask) -> Iterator[FlaskClient]:
    with shop.test_client(use_cookies=False) as client:
        yield client


def test_the_same_page_is_refused_by_the_answer_of_before(browser: FlaskClient, asked: list[str]):
    first, again = (browser.get("/slow/a", headers={"Cookie": "a=1"}) for _ in range(2))
    assert asked == ["a=1"]
    assert (again.status, again.data) == (first.status, first.data)
    assert again.headers["Retry-After"] == "10"
    assert "Set-Cookie" in first.headers
    assert "Set-Cookie" not in again.headers
    other = browser.get("/slow/b", headers={"Cookie": "a=1"})
    assert (other.status_code, len(asked)) == (429, 1)


def test_what_was_sent_is_taken(browser: FlaskClient, asked: list[str]):
    browser.post("/slow/a", data=b"x")
    assert browser.post("/slow/a", data=b"x" * 300_000).status_code == 429
    assert len(asked) == 1


def test_others_and_other_pages_are_answered(browser: FlaskClient, asked: list[str]):
    browser.get("/slow/a", headers={"Cookie": "a=1"})
    assert browser.get("/quick", headers={"Cookie": "a=1"}).data == b"here"
    assert browser.get("/nowhere", headers={"Cookie": "a=1"}).status_code == 404
    browser.get("/slow/a", headers={"Cookie": "b=2"})
    browser.post("/slow/a", headers={"Cookie": "b=2"})
    browser.get("/slow/a", environ_overrides={"REMOTE_ADDR": "198.51.100.7"})
    assert asked == ["a=1", "b=2", "b=2", "nobody"]


def test_after_a_second_the_page_is_asked_again(
    browser: FlaskClient, asked: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(retry_after, "SECONDS", -1.0)
    for _ in range(2):
        browser.get("/slow/a")
    assert len(asked) == 2


def test_no_more_addresses_are_remembered_than_fit(
    browser: FlaskClient, asked: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(retry_after, "MOST", 2)
    for last in (1, 2, 3, 1, 3):
        browser.get("/slow/a", environ_overrides={"REMOTE_ADDR": f"198.51.100.{last}"})
    assert len(asked) == 4
