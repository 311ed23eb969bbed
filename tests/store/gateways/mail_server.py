"""A small mail server on this machine: what it was told, and how it is told to behave."""

import base64
import contextlib
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.store.gateways.providers import MOMENT


@dataclass
class Server:
    """`answers` replaces the usual answer to a command."""

    port: int = 0
    tls: ssl.SSLContext | None = None
    answers: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    encrypted: bool = False


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for localhost; return the server's context and one that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(MOMENT - timedelta(days=3650))
        .not_valid_after(MOMENT + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    file = folder / "server.pem"
    secret = key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + made.public_bytes(encoding))
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(file)
    theirs = ssl.create_default_context(cadata=made.public_bytes(encoding).decode())
    return ours, theirs


class Talk(socketserver.StreamRequestHandler):
    """One conversation; what it says and keeps is the `state` of its server."""

    server: "Listening"
    timeout = 10

    def handle(self) -> None:
        if self.server.from_start:
            self._encrypt()
        self._say("220 localhost ready")
        for line in iter(lambda: self.rfile.readline(4096), b""):
            text = line.decode().strip()
            self.server.state.said.append(text)
            self._answer(text.upper().partition(" ")[0])
            if text.upper() == "QUIT":
                return

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()
        self.connection.close()

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def _encrypt(self) -> None:
        assert self.server.state.tls
        self.connection = self.server.state.tls.wrap_socket(self.request, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.server.state.encrypted = True

    def _answer(self, command: str) -> None:
        usual = {"EHLO": self._hello, "STARTTLS": self._start_tls, "DATA": self._data}
        if command in self.server.state.answers:
            self._say(self.server.state.answers[command])
        elif command in usual:
            usual[command]()
        else:
            self._say({"AUTH": "235 welcome", "QUIT": "221 bye"}.get(command, "250 fine"))

    def _hello(self) -> None:
        offered = self.server.state.tls and not self.server.state.encrypted
        tls = ["250-STARTTLS"] if offered else []
        self._say("\r\n".join(["250-localhost", *tls, "250 AUTH PLAIN"]))

    def _start_tls(self) -> None:
        self._say("220 go ahead")
        self._encrypt()

    def _data(self) -> None:
        self._say("354 go ahead")
        lines = iter(lambda: self.rfile.readline(4096), b".\r\n")
        self.server.state.letters.append(b"".join(lines))
        self._say("250 taken")


class Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    state: Server
    from_start: bool

    def handle_error(self, *_: object) -> None:
        """A client that leaves in the middle is what some tests are about."""


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None, *, from_start: bool = False) -> Iterator[Server]:
    with Listening(("127.0.0.1", 0), Talk) as listening:
        listening.state, listening.from_start = Server(tls=tls), from_start
        listening.state.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield listening.state
        finally:
            listening.shutdown()
            thread.join()


def login(name: str, password: str) -> str:
    return base64.b64encode(f"\0{name}\0{password}".encode()).decode()
