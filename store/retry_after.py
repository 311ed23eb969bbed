"""Who comes back at once although Retry-After was said gets the same answer again.

A refusal costs little, and a visitor at full speed asks for hundreds a second: all of a process's
threads then wait for each other. For a second the application is not asked again by the same
browser, at the same address, about the same page. RFC 9110, section 10.2.3.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from prometheus_client import Counter
from werkzeug.exceptions import HTTPException


if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


REFUSING = frozenset({429, 503})
SECONDS = 1.0
MOST = 10_000  # addresses that are remembered
CHUNK = 64 * 1024
AGAIN = Counter("volant_refused_again_total", "Requests answered by the refusal of before")
OWN = frozenset({"Set-Cookie", "X-Request-Id"})  # of one request alone


@dataclass(frozen=True, slots=True)
class Refusal:
    """A finished answer, whose it is, the route it is about and until when it holds."""

    until: float
    cookie: str
    method: str
    rule: str
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class RetryAfter:
    """WSGI middleware that remembers the last refusal of each address."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._inner: WSGIApplication = app.wsgi_app
        self._lock = Lock()
        self._refusals: OrderedDict[str, Refusal] = OrderedDict()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as before within the second, else ask the application."""
        known = self._refusals.get(environ.get("REMOTE_ADDR", ""))
        if known and known.until > time.monotonic() and self._is_about(known, environ):
            AGAIN.inc()
            while environ["wsgi.input"].read(CHUNK):
                pass  # what was sent is taken, so that the answer arrives
            start_response(known.status, known.headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else known.body]
        return self._inner(environ, start_response)

    def _is_about(self, known: Refusal, environ: "WSGIEnvironment") -> bool:
        who = environ.get("HTTP_COOKIE", ""), environ["REQUEST_METHOD"]
        if who != (known.cookie, known.method):
            return False
        try:
            rule, _values = self._app.url_map.bind_to_environ(environ).match(return_rule=True)
        except HTTPException:
            return False
        return str(rule.rule) == known.rule

    def remember(self, response: Response) -> Response:
        """Keep an answer that says when to come back."""
        if _refuses(response) and request.url_rule and request.remote_addr:
            headers = [pair for pair in response.headers.items() if pair[0] not in OWN]
            refusal = Refusal(
                until=time.monotonic() + SECONDS,
                cookie=request.headers.get("Cookie", ""),
                method=request.method,
                rule=request.url_rule.rule,
                status=response.status,
                headers=headers,
                body=response.get_data(),
            )
            with self._lock:
                self._refusals[request.remote_addr] = refusal
                self._refusals.move_to_end(request.remote_addr)
                if len(self._refusals) > MOST:
                    self._refusals.popitem(last=False)
        return response


def _refuses(response: Response) -> bool:
    told = response.status_code in REFUSING and "Retry-After" in response.headers
    return told and not response.is_streamed and not response.direct_passthrough


def init_app(app: Flask) -> None:
    """Stand before the application; to be bound before whatever changes an answer."""
    front = RetryAfter(app)
    app.wsgi_app = front  # type: ignore[method-assign]
    app.after_request(front.remember)
