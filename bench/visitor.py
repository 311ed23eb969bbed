"""A visitor of the bench: a journey begun through the pages, with its cookie and token."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode


TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
OPTION = re.compile(r'name="option" value="([^"]+)"')


@dataclass(frozen=True)
class Visitor:
    """Where a visitor's journey is, what their browser sends, and every option of the page."""

    journey: str
    token: str
    headers: Mapping[str, str]
    options: tuple[str, ...]


def begin_journey(port: int, brand: str, slug: str) -> Visitor:
    """Open a model's page and begin a journey, as a browser does."""
    page, cookie = _open(port, "GET", f"/{brand}/{slug}")
    token = _token(page)
    form = urlencode({"csrf_token": token})
    answer = _send(port, "POST", f"/{brand}/{slug}/journeys", _form(cookie), form)
    journey = (answer.getheader("Location") or "").split("/")[2]
    cookie = _cookie(answer) or cookie
    headers = _form(cookie) | {"HX-Request": "true"}
    page, _ = _open(port, "GET", f"/journeys/{journey}/configure", {"Cookie": cookie})
    return Visitor(journey, _token(page), headers, tuple(sorted(set(OPTION.findall(page)))))


def _form(cookie: str) -> dict[str, str]:
    return {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}


def _token(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise RuntimeError("the page has no token")
    return found.group(1)


def _open(
    port: int, method: str, path: str, headers: Mapping[str, str] | None = None
) -> tuple[str, str]:
    answer = _send(port, method, path, headers or {})
    return answer.read().decode(), _cookie(answer)


def _send(
    port: int, method: str, path: str, headers: Mapping[str, str], body: str = ""
) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body or None, dict(headers))
    return connection.getresponse()


def _cookie(answer: HTTPResponse) -> str:
    return (answer.getheader("Set-Cookie") or "").partition(";")[0]
