"""Mail over SMTP (RFC 5321), always encrypted beyond this machine."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from store import clock
from store.gateways.letters import compose
from store.gateways.mail import DeliveryError, Letter


SECONDS = 15.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 587, "smtps": 465}


class SmtpMail:
    """A mail server.

    `smtp://` asks for STARTTLS (RFC 3207) and refuses to go on without it, except on this very
    machine, where a relay usually has none; `smtps://` is encrypted from the first byte.
    """

    def __init__(self, url: str, sender: str, tls: ssl.SSLContext | None = None) -> None:
        """Know the server; nothing is sent or tried yet.

        Args:
            url: `smtp[s]://[name:password@]host[:port]`, name and password percent-encoded.
            sender: `Name <address>` of every letter.
            tls: Which certificates to trust; the system's by default.

        Raises:
            ValueError: The address is not of this form.
        """
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("a mail server's address is smtp[s]://[name:password@]host[:port]")
        self._parts = parts
        self._port = parts.port or PORTS[parts.scheme]
        self._sender = sender
        self._tls = tls or ssl.create_default_context()

    def send(self, letter: Letter) -> None:
        """Hand a letter to the server.

        Raises:
            DeliveryError: The letter cannot be written, or the server did not take it.
        """
        message = compose(letter, self._sender, clock.now())
        try:
            with self._server() as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # An answer of the server may repeat the name and password: only its kind is told.
            raise DeliveryError(
                f"mail server {self._parts.hostname}: {type(error).__name__}"
            ) from error

    @contextlib.contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        server = self._reached()
        try:
            self._enter(server, self._parts)
            yield server
        finally:
            # A letter that was taken stays taken, however the farewell goes.
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def _reached(self) -> smtplib.SMTP:
        host = str(self._parts.hostname)
        if self._parts.scheme == "smtps":
            return smtplib.SMTP_SSL(host, self._port, timeout=SECONDS, context=self._tls)
        return smtplib.SMTP(host, self._port, timeout=SECONDS)

    def _enter(self, server: smtplib.SMTP, parts: SplitResult) -> None:
        server.ehlo()
        offered = server.has_extn("starttls")
        if parts.scheme == "smtp" and (offered or parts.hostname not in LOOPBACK):
            server.starttls(context=self._tls)
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
