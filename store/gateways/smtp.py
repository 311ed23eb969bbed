"""Mail over SMTP (RFC 5321), always encrypted beyond this machine."""

import contextlib
import smtplib
import ssl
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from store import clock
from store.gateways.letters import compose
from store.gateways.mail import DeliveryError, Letter, Unreachable


SECONDS = 10.0
TAKEN = 250
LETTERS_A_CONNECTION = 100
KEPT_SECONDS = 25.0  # servers close what is idle after 30 s and more
SURE_SECONDS = 1.0  # idle for less, a connection is not asked whether it still answers
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 587, "smtps": 465}


@dataclass
class Kept:
    """A connection that is open, how many letters went over it and when the last one did."""

    server: smtplib.SMTP
    letters: int = 0
    used: float = 0.0


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
        self._kept: deque[Kept] = deque()  # its ends are taken and given whole, by any thread

    def send(self, letter: Letter) -> None:
        """Hand a letter to the server, over a connection that is kept for the next one.

        Raises:
            Unreachable: The server did not answer, or not in time.
            DeliveryError: The letter cannot be written, or the server did not take it.
        """
        message = compose(letter, self._sender, clock.now())
        try:
            with self._server() as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # An answer of the server may repeat the name and password: only its kind is told.
            kind = Unreachable if _silent(error) else DeliveryError
            raise kind(f"mail server {self._parts.hostname}: {type(error).__name__}") from error

    def close(self) -> None:
        """Say goodbye on every connection that is kept."""
        while self._kept:
            _leave(self._kept.pop().server)

    @contextlib.contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        kept = self._idle() or self._opened()
        try:
            yield kept.server
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
            self._keep(kept)  # it answered; smtplib has reset the letter
            raise
        except BaseException:
            kept.server.close()
            raise
        self._keep(kept)

    def _keep(self, kept: Kept) -> None:
        kept.letters += 1
        if kept.letters < LETTERS_A_CONNECTION and kept.server.sock is not None:
            kept.used = time.monotonic()
            self._kept.append(kept)
        else:
            _leave(kept.server)

    def _idle(self) -> Kept | None:
        """Return a kept connection that still answers; the one used last is likeliest to."""
        while True:
            try:
                kept = self._kept.pop()
            except IndexError:
                return None
            idle = time.monotonic() - kept.used
            if idle < SURE_SECONDS or (idle < KEPT_SECONDS and _answers(kept.server)):
                return kept
            _leave(kept.server)

    def _opened(self) -> Kept:
        server = self._reached()
        try:
            self._enter(server, self._parts)
        except BaseException:
            _leave(server)
            raise
        return Kept(server)

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


def _silent(error: Exception) -> bool:
    """Say whether the server did not answer at all; smtplib's own errors are OSErrors too."""
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return True
    said = (smtplib.SMTPException, ssl.SSLError)
    return isinstance(error, OSError) and not isinstance(error, said)


def _answers(server: smtplib.SMTP) -> bool:
    try:
        code, _words = server.noop()
    except (OSError, smtplib.SMTPException):
        return False
    return code == TAKEN


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; a letter that was taken stays taken, however that goes."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()
