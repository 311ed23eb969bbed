"""One HTTP POST, strictly: http or https, no redirect, no proxy, a deadline for the whole of it."""

import contextlib
import socket
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from urllib.parse import SplitResult, urlsplit


class PostError(RuntimeError):
    """The other side could not be reached or did not answer in time; says where and why."""


def post(url: str, body: bytes, headers: Mapping[str, str], seconds: float) -> int:
    """Post a body and return the HTTP status; what the other side writes is not read.

    Args:
        url: Where to, http or https, without a name and password.
        body: The whole body.
        headers: Names and values of ASCII.
        seconds: Deadline of the whole exchange, so that a slow receiver holds nobody up.

    Raises:
        PostError: Not such an address, no connection, no answer in time, not HTTP.
    """
    parts = _target(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection = _connection(parts, seconds)
    try:
        with _deadline(connection, seconds):
            connection.request("POST", path, body, dict(headers))
            return connection.getresponse().status
    except (OSError, HTTPException, ValueError) as error:
        raise PostError(f"{parts.hostname}: {type(error).__name__} {error}") from error
    finally:
        connection.close()


def _target(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError as error:
        raise PostError(f"address: {error}") from error
    if not sound or parts.username is not None or not url.isascii() or not url.isprintable():
        raise PostError("address: it must be http(s)://host/path, without a name and password")
    return parts


def _connection(parts: SplitResult, seconds: float) -> HTTPConnection:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(str(parts.hostname), parts.port, timeout=seconds)


@contextlib.contextmanager
def _deadline(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Cut the connection at the deadline: a timeout alone starts anew with every byte."""

    def cut() -> None:
        with contextlib.suppress(OSError):
            if isinstance(connection.sock, socket.socket):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
