import json
import threading
import time

import pytest

from store.gateways.dealer_system import DealerMessage
from store.gateways.mail import DeliveryError
from store.gateways.posting import PostError, post
from store.gateways.signatures import verify_signature
from store.gateways.webhook import SIGNATURE, HttpDealerSystem
from tests.store.gateways.loopback import receiving


BODY = json.dumps({"order": "V-2026-ABC123"}).encode()


def message(url: str) -> DealerMessage:
    return DealerMessage(key="webhook:1", url=url, secret="dealer secret", body=BODY)


def test_a_dealers_system_can_check_what_it_gets():
    with receiving() as dealer:
        HttpDealerSystem().post(message(f"{dealer.url}/orders?brand=ds"), 1_000)
    ((path, headers, body),) = dealer.came
    assert path == "/orders?brand=ds"
    assert headers["Idempotency-Key"] == "webhook:1"
    assert headers["Content-Type"] == "application/json"
    verify_signature(body, headers[SIGNATURE], "dealer secret", 1_000)


def test_a_repeat_has_the_same_key_and_a_new_moment():
    with receiving() as dealer:
        HttpDealerSystem().post(message(dealer.url), 1_000)
        HttpDealerSystem().post(message(dealer.url), 5_000)
    first, second = (headers for _path, headers, _body in dealer.came)
    assert first["Idempotency-Key"] == second["Idempotency-Key"]
    assert first[SIGNATURE].startswith("t=1000,")
    assert second[SIGNATURE].startswith("t=5000,")


@pytest.mark.parametrize("status", [301, 307, 400, 410, 429, 500, 503])
def test_anything_but_taken_comes_again(status: int):
    with receiving() as dealer:
        dealer.status, dealer.location = status, f"{dealer.url}/elsewhere"
        with pytest.raises(DeliveryError, match=str(status)):
            HttpDealerSystem().post(message(dealer.url), 1_000)
    assert len(dealer.came) == 1, "a redirect is not followed"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_2xx_is_taken(status: int):
    with receiving() as dealer:
        dealer.status = status
        HttpDealerSystem().post(message(dealer.url), 1_000)
    assert len(dealer.came) == 1


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://dealer.example/",
        "gopher://x",
        "http://",
        "/orders",
        "",
        "http://name:password@127.0.0.1/",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1/a b\r\nX: y",
        "http://dealer.example/é",
    ],
)
def test_only_a_plain_web_address_is_posted_to(url: str):
    with pytest.raises(DeliveryError):
        HttpDealerSystem().post(message(url), 1_000)


def test_a_system_that_is_down_is_told_apart_by_name():
    with receiving() as dealer:
        url = dealer.url
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1"):
        HttpDealerSystem().post(message(url), 1_000)


def test_a_key_that_would_write_headers_is_refused():
    with receiving() as dealer, pytest.raises(PostError):
        post(dealer.url, b"", {"Idempotency-Key": "a\r\nX-Evil: 1"}, 1)
    assert dealer.came == []


def test_a_receiver_that_stalls_is_cut_off_in_time():
    with receiving() as dealer:
        dealer.stall = threading.Event()
        began = time.monotonic()
        with pytest.raises(PostError):
            post(dealer.url, b"{}", {}, 0.3)
        assert time.monotonic() - began < 3
