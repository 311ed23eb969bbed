"""Where the keys of the trust are: the seal's in a hardware module, each under its passphrase."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from flask import Flask
from flask.testing import FlaskClient
from pkcs11 import unload

from store.config import PASSPHRASES, ConfigurationError, SealToken, Settings
from store.gateways.registry import gateways
from store.gateways.trust import open_trust
from tests.orders_for_pages import a_ready, a_signed
from tests.people import CHARLIE, send, sign_in_as
from tests.situations import sent_code
from tests.softhsm import LIBRARY, PIN, TOKEN, make_token, needs_softhsm, put_key
from tests.store.cli.test_trust import intact, run


OWN = {name: f"the passphrase of {name} alone" for name in PASSPHRASES}


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The trust is in no database: one engine is enough."""
    shutil.copy(sqlite_template, tmp_path / "volant.db")
    return f"sqlite:///{tmp_path / 'volant.db'}"


def settings_of(app: Flask) -> Settings:
    settings: Settings = app.extensions["settings"]
    return settings


def reopen(app: Flask, **changes: object) -> None:
    """Start the store's trust again with other settings."""
    changed = replace(settings_of(app), **changes)
    trust = open_trust(changed.instance / "trust", changed)
    app.extensions["settings"] = changed
    app.extensions["gateways"] = replace(gateways(), trust=trust)


@pytest.fixture
def token(tmp_path: Path) -> Iterator[SealToken]:
    """A token with two keys, neither that of the seal."""
    with pytest.MonkeyPatch.context() as patch:
        make_token(tmp_path / "softhsm", patch)
        put_key(tmp_path / "softhsm", "seal", "01")
        put_key(tmp_path / "softhsm", "next", "02")
        yield SealToken(library=str(LIBRARY), token=TOKEN, pin=PIN)
        unload(str(LIBRARY))


def ready(client: FlaskClient) -> str:
    said: str = client.get("/readyz").json["checks"]["seal"]
    return said


@needs_softhsm
def test_a_store_seals_with_a_key_in_hardware(
    app: Flask, client: FlaskClient, instance: Path, token: SealToken
):
    before = a_signed()
    reopen(app, seal_token=token)
    assert "does not belong" in ready(client)
    code, said = run(app, "status")
    assert (code, "ACT NOW  nothing can be sealed" in said) == (1, True)
    assert "seal.key is here" in said
    assert run(app, "renew")[0] == 0
    assert not (instance / "trust" / "seal.key").exists()
    assert ready(client) == "ok"
    code, said = run(app, "status")
    assert (code, "key in hardware: token volant, key seal" in said) == (0, True)
    order = a_signed(CHARLIE)
    reopen(app, seal_token=replace(token, key="next"))
    assert run(app, "renew")[0] == 0
    for one in (before, order, a_signed("emily.carter@example.fr")):
        intact(client, one)


@needs_softhsm
@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"library": "/nothing/here.so"}, "library /nothing/here.so cannot be loaded"),
        ({"token": "another"}, "token another: there is none"),
        ({"pin": "0000"}, "PIN is wrong"),
        ({"key": "none"}, "named none"),
    ],
)
def test_a_wrong_token_is_refused_at_start(
    app: Flask, token: SealToken, changed: dict[str, str], named: str
):
    with pytest.raises(ConfigurationError, match=named) as refused:
        reopen(app, seal_token=replace(token, **changed))
    assert token.pin not in str(refused.value)
    assert "0000" not in str(refused.value)


@needs_softhsm
def test_a_page_says_that_it_cannot_seal_and_nothing_is_lost(
    app: Flask, client: FlaskClient, token: SealToken
):
    """The key of the token is not yet that of the certificate: the order stays to be signed."""
    reopen(app, seal_token=token)
    order = a_ready()
    sign_in_as(client, order.account.email)
    path = f"/orders/{order.id}/signature"
    send(client, f"/orders/{order.id}/codes", path)
    page = send(client, path, path, consent="y", code=sent_code(order.id))
    assert page.status_code == 503
    assert "token" not in page.text
    assert run(app, "renew")[0] == 0
    assert send(client, path, path, consent="y", code=sent_code(order.id)).status_code == 303


def test_each_key_has_a_passphrase_of_its_own(app: Flask, client: FlaskClient, instance: Path):
    before = a_signed()
    assert run(app, "status")[1].count("under a common passphrase") == 3
    reopen(app, trust_passphrases=OWN)
    assert run(app, "status")[1].count("under a common passphrase") == 3
    assert run(app, "protect")[0] == 0
    assert run(app, "status")[1].count("under a passphrase of its own") == 3
    for name, mine in OWN.items():
        key = (instance / "trust" / f"{name}.key").read_bytes()
        for other in OWN.values():
            if other == mine:
                assert load_pem_private_key(key, other.encode())
            else:
                with pytest.raises(ValueError, match="decrypt"):
                    load_pem_private_key(key, other.encode())
    for order in (before, a_signed(CHARLIE)):
        intact(client, order)


def test_production_derives_no_passphrase_and_leaves_the_key_of_the_root_alone(
    app: Flask, instance: Path
):
    live = {"mode": "production", "trust": "provided", "trust_passphrases": OWN}
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        reopen(app, **live)
    reopen(app, trust_passphrases=OWN)
    run(app, "protect")
    kept = (instance / "trust" / "root.key").read_bytes()
    reopen(app, **live)
    assert gateways().trust.authority.root.held is None
    assert run(app, "renew")[0] == 0
    assert (instance / "trust" / "root.key").read_bytes() == kept
    code, said = run(app, "status")
    assert (code, "root.key is here" in said) == (0, True)
    assert OWN["seal"] not in said


def test_keys_of_one_passphrase_are_told_of_until_each_has_its_own(app: Flask, instance: Path):
    """A store of an earlier release: four keys under TRUST_PASSPHRASE, which still opens them."""
    common = "the passphrase of all of them"
    for name, content in gateways().trust.authority.dump(common.encode()).items():
        (instance / "trust" / name).write_bytes(content)
    live = {"mode": "production", "trust": "provided", "trust_passphrases": OWN}
    reopen(app, **live, trust_passphrase=common)
    code, said = run(app, "status")
    assert (code, said.count("ACT NOW")) == (1, 3)
    assert run(app, "protect")[0] == 0
    reopen(app, trust_passphrase="")
    assert run(app, "status")[0] == 0
