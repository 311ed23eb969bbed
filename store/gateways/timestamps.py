"""The way to a timestamp authority outside: RFC 3161 over HTTP (section 3.4)."""

from collections.abc import Callable
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from typing_extensions import override


SECONDS = 5.0
LARGEST = 64 * 1024  # bytes; an answer with a chain of certificates is a tenth of it
ASKED, ANSWERED = "application/timestamp-query", "application/timestamp-reply"


class _NoRedirect(HTTPRedirectHandler):
    @override
    def redirect_request(self, *_arguments: object) -> None:
        return None


OPENER = build_opener(ProxyHandler({}), _NoRedirect)


def timestamp_exchange(url: str) -> Callable[[bytes], bytes]:
    """Return what carries a request to an authority, http(s) address, and brings its answer.

    It raises OSError where there is no answer within five seconds, or none of the right kind.
    """

    def exchange(request: bytes) -> bytes:
        headers = {"Content-Type": ASKED, "Accept": ANSWERED, "User-Agent": "Volant"}
        asked = Request(url, request, headers)  # noqa: S310  the operator's address, http(s) only
        try:
            with OPENER.open(asked, timeout=SECONDS) as answer:
                content: bytes = answer.read(LARGEST)
                kind = answer.headers.get_content_type()
        except ValueError as error:
            raise URLError(str(error)) from error
        if kind != ANSWERED:
            raise URLError(f"it answered {kind}")
        return content

    return exchange
