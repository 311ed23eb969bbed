"""`flask trust`: the certificates of the seal, their renewal and revocation."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import click
from cryptography import x509
from flask import current_app
from flask.cli import AppGroup

from esign import Authority, AuthorityError
from store import clock
from store.config import PASSPHRASES, ConfigurationError, Settings
from store.gateways.registry import gateways
from store.gateways.trust import Trust, change_trust
from store.gateways.trust_folder import shared_keys


group = AppGroup("trust", help="The seal's certificates: what holds until when, and the next ones.")
SOON = timedelta(days=45)
SHARED = "a common passphrase"
OUTSIDE, OWN = "an authority outside", "our own authority, not independent"
RENEWED, REVOCABLE = ("seal", "timestamps"), ("seal", "timestamps", "issuing")


@group.command("status")
def status() -> None:
    """Say what holds until when and where its key is.

    Exit with 1 if anything ends within 45 days or is revoked, if nothing can be sealed, or if in
    production a key that is used daily opens with more than its own passphrase.
    """
    trust, at, settings = gateways().trust, clock.now(), _settings()
    trouble = trust.trouble(at)
    wrong = bool(trouble)
    for name, until, note in _rows(trust, settings):
        left = (until - at).days
        shared = settings.production and note.endswith(SHARED)
        bad = until - at < SOON or note.startswith("revoked") or shared
        wrong = wrong or bad
        mark = "ACT NOW" if bad else "ok"
        click.echo(f"{mark:<8} {name:<16} until {until:%Y-%m-%d} ({left} days)  {note}".rstrip())
    dated = f"{OUTSIDE}, {settings.timestamp_url}" if trust.timestamps else OWN
    click.echo(f"Signatures are dated by {dated}.")
    if trouble:
        click.echo(f"ACT NOW  nothing can be sealed: {trouble}")
    for name in _not_needed(trust, settings):
        click.echo(f"{name} is here: it is not needed to run, keep it offline.")
    if wrong:
        sys.exit(1)


@group.command("renew")
def renew() -> None:
    """Make a new seal and timestamp key; what the former ones signed keeps verifying.

    A seal's key in a hardware module is certified as it is: make a new one there first, and name
    it in SEAL_PKCS11_KEY. With the root's key at hand, its revocation list is signed anew, too.
    """
    token = gateways().trust.token

    def renewed(authority: Authority) -> Authority:
        at = clock.now()
        fresh = authority.renewed(at, token[0].public_key(token[1]) if token else None)
        return fresh.with_root_list(at) if fresh.root.held is not None else fresh

    made = _changed(renewed)
    for name in RENEWED:
        certificate = getattr(made, name).certificate
        click.echo(f"{name}: until {certificate.not_valid_after_utc:%Y-%m-%d}")


@group.command("protect")
def protect() -> None:
    """Write each key anew under its own passphrase (TRUST_ISSUING_PASSPHRASE and the like)."""
    made = _changed(lambda authority: authority)
    for name in PASSPHRASES:
        if getattr(made, name).held is not None:
            own = name in _settings().trust_passphrases
            click.echo(f"{name}.key: under {PASSPHRASES[name] if own else 'the common passphrase'}")


@group.command("revoke")
@click.argument("name", type=click.Choice(REVOCABLE))
@click.confirmation_option(prompt="Revoked for good. Renew it afterwards. Go on?")
def revoke(name: str) -> None:
    """Say that the present certificate NAME no longer holds; nothing is signed with it again."""

    def revoked(authority: Authority) -> Authority:
        at = clock.now()
        changed = authority.revoking(getattr(authority, name).certificate, at)
        return changed.with_root_list(at) if changed.root.held is not None else changed

    _changed(revoked)
    click.echo(f"{name}: revoked. `flask trust renew` makes the next one.")


def _changed(change: Callable[[Authority], Authority]) -> Authority:
    settings = _settings()
    try:
        return change_trust(_folder(settings), settings, change)
    except (AuthorityError, ConfigurationError) as error:
        raise click.ClickException(str(error)) from error


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _folder(settings: Settings) -> Path:
    return settings.instance / "trust"


def _not_needed(trust: Trust, settings: Settings) -> Iterator[str]:
    for name in ("root.key", *(["seal.key"] if trust.token else [])):
        if (_folder(settings) / name).is_file():
            yield name


def _rows(trust: Trust, settings: Settings) -> Iterator[tuple[str, datetime, str]]:
    authority, timestamps = trust.authority, trust.timestamps
    shared = shared_keys(_folder(settings), settings)
    for name in ("root", "issuing", "seal", "timestamps"):
        certificate = getattr(authority, name).certificate
        at = authority.revoked.get(certificate.serial_number)
        where = _where(name, trust, settings, shared=name in shared)
        note = f"revoked since {at:%Y-%m-%d}, {where}" if at else where
        yield name, certificate.not_valid_after_utc, note
    if authority.root.held is None:
        listed = x509.load_pem_x509_crl(authority.root_list).next_update_utc
        yield "list of the root", listed or authority.root.certificate.not_valid_before_utc, ""
    for root in x509.load_pem_x509_certificates(timestamps[1]) if timestamps else ():
        yield "timestamp root", root.not_valid_after_utc, "key at the authority outside"


def _where(name: str, trust: Trust, settings: Settings, *, shared: bool) -> str:
    if name == "seal" and trust.token:
        return f"key in hardware: token {trust.token[0].label}, key {trust.token[1]}"
    if not (_folder(settings) / f"{name}.key").is_file():
        return "key offline"
    if name == "root":
        return "key in a file"
    return f"key in a file, under {SHARED if shared else 'a passphrase of its own'}"
