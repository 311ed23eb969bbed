"""What every answer carries, and where a visitor may be led."""

import pytest
from flask.testing import FlaskClient

from store.security import safe_target


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/ok\r\nSet-Cookie: x=1",
        "http:evil.example",
        "",
        None,
    ],
)
def test_a_visitor_is_never_led_outside(hostile: str | None):
    assert safe_target(hostile, "/home") == "/home"


def test_a_visitor_is_led_back_to_a_page_of_the_store():
    assert safe_target("/journeys/1/finance?a=b", "/home") == "/journeys/1/finance?a=b"


def test_every_page_forbids_what_is_outside_and_framing(client: FlaskClient):
    answer = client.get("/peugeot/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_host_is_refused(client: FlaskClient):
    answer = client.get("/peugeot/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_health_readiness_and_metrics_answer(client: FlaskClient):
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert ready["status"] == "ready"
    fixed = {"market": "FR", "table": "fixed", "until": "2026-12-31", "days": 37}
    assert fixed in ready["tables"]
    figures = client.get("/metrics").get_data(as_text=True)
    assert "volant_requests_total" in figures
    assert 'volant_table_days_left{market="FR",table="fixed"} 37.0' in figures


def test_a_request_keeps_the_id_it_came_with_and_an_odd_one_is_replaced(client: FlaskClient):
    given = client.get("/healthz", headers={"X-Request-Id": "abcd-1234-efgh"})
    assert given.headers["X-Request-Id"] == "abcd-1234-efgh"
    odd = client.get("/healthz", headers={"X-Request-Id": "<script>"})
    assert odd.headers["X-Request-Id"] != "<script>"


def test_a_form_without_its_token_is_refused_with_a_page(client: FlaskClient):
    answer = client.post("/peugeot/208/journeys")
    assert answer.status_code == 400
    assert "<h1" in answer.text


def test_an_unknown_page_is_a_page_in_style(client: FlaskClient):
    answer = client.get("/peugeot/nothing-here/at-all")
    assert answer.status_code == 404
    assert "<h1" in answer.text
