import json
import socket
import threading
import time
from collections.abc import Callable
from ipaddress import IPv4Address, ip_network

import pytest
from hypothesis import given, settings, strategies as st

from store.gateways.dealer_system import DealerMessage
from store.gateways.mail import DeliveryError
from store.gateways.posting import PostError, Reach, is_public, post
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


PUBLIC = Reach(public_only=True)
INSIDE = [
    ip_network(one)
    for one in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
SPELLINGS: dict[str, Callable[[IPv4Address], str]] = {
    "dotted": str,
    "decimal": lambda one: str(int(one)),
    "hexadecimal": lambda one: hex(int(one)),
    "octal": lambda one: ".".join(f"0{part:o}" for part in one.packed),
    "two parts": lambda one: f"{one.packed[0]}.{int(one) & 0xFFFFFF}",
    "mapped": lambda one: f"[::ffff:{one}]",
    "compatible": lambda one: f"[::{one}]",
    "translated": lambda one: f"[64:ff9b::{one}]",
    "6to4": lambda one: f"[2002:{one.packed[:2].hex()}:{one.packed[2:].hex()}::1]",
}


@settings(max_examples=60)
@given(
    address=st.sampled_from(INSIDE).flatmap(lambda network: st.ip_addresses(network=str(network))),
    spelling=st.sampled_from(sorted(SPELLINGS)),
)
def test_no_spelling_of_an_address_inside_is_posted_to(address: IPv4Address, spelling: str):
    with pytest.raises(PostError, match="not a public address"):
        post(f"http://{SPELLINGS[spelling](address)}:9/", b"{}", {}, 1, PUBLIC)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff02::1]"]
)
def test_no_other_name_of_this_machine_or_network_is_posted_to(host: str):
    with pytest.raises(PostError, match="not a public address"):
        post(f"http://{host}:9/", b"{}", {}, 1, PUBLIC)


@pytest.mark.parametrize("address", ["8.8.8.8", "192.88.99.9", "2001:4860:4860::8888"])
def test_addresses_of_the_internet_are_public(address: str):
    assert is_public(address)


def test_a_name_is_resolved_once_and_what_was_judged_is_connected_to():
    """A second answer, as of somebody who rebinds the name, is never asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_kinds: object) -> list[object]:
        asked.append(host)
        inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        mixed = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port)), *inside]
        return inside if host == "dms.internal" else mixed

    with receiving() as dealer:
        port = dealer.url.rpartition(":")[2]
        named = Reach(public_only=True, private=frozenset({"dms.internal"}), resolve=resolve)
        assert post(f"http://DMS.internal:{port}/", b"{}", {}, 5, named) == 200
        with pytest.raises(PostError, match=r"127\.0\.0\.1 is not a public address"):
            post(f"http://dealer.example:{port}/", b"{}", {}, 5, named)
    assert asked == ["dms.internal", "dealer.example"]
    assert len(dealer.came) == 1
