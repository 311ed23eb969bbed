"""The certificates of the seal: their state, renewal and revocation, and who dates a signature."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from asn1crypto import tsp
from cryptography import x509
from flask import Flask
from flask.testing import FlaskClient

from esign import Authority, CertificateError, TestTimestamps
from store import clock
from store.config import ConfigurationError, Settings
from store.gateways.registry import gateways
from store.gateways.timestamps import ANSWERED
from store.gateways.trust import OUTSIDE, open_trust
from store.models import Order
from store.orders.documents import latest_signed
from store.orders.events import chain
from store.orders.queue import deliver_all
from tests.conftest import MOMENT
from tests.orders_for_pages import a_signed, an_accepted
from tests.people import CHARLIE


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The trust is in no database: one engine is enough."""
    shutil.copy(sqlite_template, tmp_path / "volant.db")
    return f"sqlite:///{tmp_path / 'volant.db'}"


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    answer = app.test_cli_runner().invoke(args=["trust", *arguments])
    return answer.exit_code, answer.output


def intact(client: FlaskClient, order: Order) -> str:
    page = client.get(f"/verification/{order.verification_id}").text
    assert "Le document que nous conservons est intact." in page
    assert "ÉCHEC" not in page
    return page


def test_the_state_is_said_and_an_end_within_45_days_fails(app: Flask):
    code, said = run(app, "status")
    assert (code, said.count("ACT NOW")) == (0, 0)
    assert "our own authority, not independent" in said
    ends = gateways().trust.authority.seal.certificate.not_valid_after_utc
    for days, expected in ((46, 0), (44, 1), (-1, 1)):
        with clock.stopped_at(ends - timedelta(days=days)):
            code, said = run(app, "status")
        assert (code, "ACT NOW  seal" in said) == (expected, bool(expected)), days


def test_what_the_former_seal_signed_keeps_verifying_after_renewal(app: Flask, client: FlaskClient):
    before, former = a_signed(), gateways().trust.authority.seal.certificate
    assert run(app, "renew")[0] == 0
    assert gateways().trust.authority.seal.certificate != former
    after = a_signed(CHARLIE)
    for order in (before, after):
        intact(client, order)


def test_a_revoked_seal_signs_nothing_more_and_the_list_says_so(app: Flask, client: FlaskClient):
    before, seal = a_signed(), gateways().trust.authority.seal.certificate
    with clock.stopped_at(MOMENT + timedelta(hours=1)):
        assert run(app, "revoke", "seal", "--yes")[0] == 0
        assert run(app, "status")[0] == 1
        with pytest.raises(CertificateError, match="revoked"):
            a_signed(CHARLIE)
        lists = client.get("/trust/revoked.crl").data
        first = x509.load_pem_x509_crl(lists)
        assert first.get_revoked_certificate_by_serial_number(seal.serial_number) is not None
        assert client.get("/trust/root.pem").data.startswith(b"-----BEGIN CERTIFICATE-----")
        intact(client, before)
        assert run(app, "renew")[0] == 0
        assert run(app, "status")[0] == 0
        intact(client, a_signed("emily.carter@example.fr"))


def test_the_key_of_the_root_may_be_kept_offline(app: Flask, client: FlaskClient, instance: Path):
    (instance / "trust" / "root.key").unlink()
    order = an_accepted()
    deliver_all()
    assert latest_signed(order.id).kind == "sealed"
    intact(client, order)
    code, said = run(app, "status")
    assert code == 0
    assert "list of the root" in said
    assert run(app, "renew")[0] == 0
    code, said = run(app, "revoke", "issuing", "--yes")
    assert code == 1
    assert "its key is not kept here" in said
    intact(client, order)
    (instance / "trust" / "root.crl").unlink()
    with pytest.raises(ConfigurationError, match=r"root\.crl"):
        _ = open_trust(instance / "trust", app.extensions["settings"]).authority


@pytest.fixture
def authority_outside(instance: Path) -> Iterator[str]:
    """A timestamp authority of somebody else on this machine, its root in the trust folder."""
    theirs = Authority.create(MOMENT - timedelta(days=30), "Elsewhere")
    stamper = TestTimestamps(theirs.timestamps, (theirs.issuing,)).stamper(MOMENT)
    (instance / "trust" / OUTSIDE).write_bytes(theirs.trust)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            request = tsp.TimeStampReq.load(asked)
            content = asyncio.run(stamper.async_request_tsa_response(request)).dump()
            self.send_response(200)
            self.send_header("Content-Type", ANSWERED)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Keep the output of the tests clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_who_dated_a_signature_is_said_as_it_is(
    app: Flask, client: FlaskClient, instance: Path, authority_outside: str
):
    own = intact(client, a_signed())
    assert "un horodatage valable de l’autorité du vendeur date la signature" in own
    assert "date donnée par Volant timestamp authority, Volant<" in own
    assert "indépendant" not in own
    old: Settings = app.extensions["settings"]
    changed = Settings(
        mode="test",
        instance=instance,
        secret_key=old.secret_key,
        database_url=old.database_url,
        timestamp_url=authority_outside,
    )
    outside = gateways()
    with_theirs = open_trust(instance / "trust", changed)
    app.extensions["gateways"] = type(outside)(**{**vars(outside), "trust": with_theirs})
    order = an_accepted(CHARLIE)
    deliver_all()
    assert latest_signed(order.id).kind == "sealed"
    page = intact(client, order)
    assert "une autorité indépendante du vendeur a daté la signature" in page
    assert "date donnée par Elsewhere timestamp authority, Elsewhere<" in page
    assert "autorité du vendeur date" not in page
    records = [one.data["signature"] for one in chain(order.id).events if "signature" in one.data]
    assert {one["dated_by"] for one in records} == {"Elsewhere timestamp authority, Elsewhere"}
    assert "an authority outside" in run(app, "status")[1]


def test_an_authority_outside_needs_its_roots(app: Flask, instance: Path):
    settings: Settings = app.extensions["settings"]
    wanted = Settings(
        mode="test",
        instance=instance,
        secret_key=settings.secret_key,
        database_url="sqlite://",
        timestamp_url="https://tsa.example/",
    )
    with pytest.raises(ConfigurationError, match=OUTSIDE):
        open_trust(instance / "trust", wanted)
