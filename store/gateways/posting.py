"""One HTTP POST, strictly: http or https, no redirect, no proxy, a deadline for the whole of it.

An address somebody else typed may be posted to on the public internet only: its name is resolved
once, every address it has is judged, and the connection is made to what was judged.
"""

import contextlib
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, urlsplit

from typing_extensions import override


# An IPv4 address inside an IPv6 one: translated (RFC 6052) and compatible (RFC 4291, 2.5.5.1).
EMBEDDING = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
LOW_32 = 0xFFFF_FFFF


class PostError(RuntimeError):
    """The other side could not be reached or did not answer in time; says where and why."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What may be connected to.

    Attributes:
        public_only: Whether loopback, private, link-local and other special addresses are refused.
        private: Names that may be of such an address all the same, in lower case.
        resolve: The system's resolver.
    """

    public_only: bool = False
    private: frozenset[str] = frozenset()
    resolve: Callable[..., list[Any]] = socket.getaddrinfo

    def connected(self, host: str, port: int, seconds: float | None) -> socket.socket:
        """Resolve a name once and connect to what was found.

        Raises:
            OSError: No such name, an address that may not be reached, or no connection.
        """
        found = self.resolve(host, port, type=socket.SOCK_STREAM)
        addresses = [entry[4] for entry in found]
        if self.public_only and host.lower() not in self.private:
            for address, *_rest in addresses:
                if not is_public(address):
                    raise OSError(f"{address} is not a public address")
        return self._first(addresses, seconds)

    @staticmethod
    def _first(addresses: list[Any], seconds: float | None) -> socket.socket:
        failed = OSError("the name has no address")
        for address in addresses:
            try:
                return socket.create_connection(address[:2], seconds)
            except OSError as error:
                failed = error
        raise failed


ANYWHERE = Reach()


def is_public(address: str) -> bool:
    """Say whether an address, as the resolver writes it, is one of the public internet.

    An IPv6 address that carries an IPv4 one (mapped, translated, 6to4, Teredo, compatible) is
    judged by what it carries, as a router would.
    """
    judged = [ip_address(address.partition("%")[0])]
    judged += _carried(judged[0])
    return all(
        one.is_global and not one.is_multicast and not one.is_reserved
        if isinstance(one, IPv4Address)
        else one.is_global and not one.is_multicast
        for one in judged
    )


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    if isinstance(address, IPv4Address):
        return []
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in EMBEDDING):
        inside.append(IPv4Address(int(address) & LOW_32))
    return [one for one in inside if one is not None]


class _Plain(HTTPConnection):
    """A connection to what was judged, and to no other address of the same name."""

    reach = ANYWHERE

    @override
    def connect(self) -> None:
        self.sock = self.reach.connected(self.host, self.port, self.timeout)


class _Secure(HTTPSConnection, _Plain):
    """The same under TLS, whose certificate is still asked for the name."""


def post(
    url: str, body: bytes, headers: Mapping[str, str], seconds: float, reach: Reach = ANYWHERE
) -> int:
    """Post a body and return the HTTP status; what the other side writes is not read.

    Args:
        url: Where to, http or https, without a name and password.
        body: The whole body.
        headers: Names and values of ASCII.
        seconds: Deadline of the whole exchange, so that a slow receiver holds nobody up.
        reach: What may be connected to; a redirect is never followed.

    Raises:
        PostError: Not such an address or one out of reach, no connection, no answer in time, not
            HTTP.
    """
    parts = _target(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection = _connection(parts, seconds, reach)
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


def _connection(parts: SplitResult, seconds: float, reach: Reach) -> HTTPConnection:
    kind = _Secure if parts.scheme == "https" else _Plain
    connection = kind(str(parts.hostname), parts.port, timeout=seconds)
    connection.reach = reach
    return connection


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
