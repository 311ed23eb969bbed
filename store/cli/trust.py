"""`flask trust`: the certificates of the seal, their renewal and revocation."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import click
from cryptography import x509
from flask import current_app
from flask.cli import AppGroup

from esign import Authority, AuthorityError
from store import clock
from store.config import ConfigurationError, Settings
from store.gateways.registry import gateways
from store.gateways.trust import change_trust


group = AppGroup("trust", help="The seal's certificates: what holds until when, and the next ones.")
SOON = timedelta(days=45)
RENEWED, REVOCABLE = ("seal", "timestamps"), ("seal", "timestamps", "issuing")


@group.command("status")
def status() -> None:
    """Say what holds until when; exit with 1 if anything ends within 45 days or is revoked."""
    trust, at, wrong = gateways().trust, clock.now(), False
    for name, until, note in _rows(trust.authority, trust.timestamps):
        left = (until - at).days
        bad = until - at < SOON or note.startswith("revoked")
        wrong = wrong or bad
        mark = "ACT NOW" if bad else "ok"
        click.echo(f"{mark:<8} {name:<16} until {until:%Y-%m-%d} ({left} days)  {note}".rstrip())
    dated = "an authority outside" if trust.timestamps else "our own authority, not independent"
    click.echo(f"Signatures are dated by {dated}.")
    if trust.authority.root.held is not None:
        click.echo("root.key is here: it is not needed to run, keep it offline.")
    if wrong:
        sys.exit(1)


@group.command("renew")
def renew() -> None:
    """Make a new seal and timestamp key; what the former ones signed keeps verifying.

    With the key of the root at hand, its revocation list is signed anew, too.
    """

    def renewed(authority: Authority) -> Authority:
        at = clock.now()
        fresh = authority.renewed(at)
        return fresh.with_root_list(at) if fresh.root.held is not None else fresh

    made = _changed(renewed)
    for name in RENEWED:
        certificate = getattr(made, name).certificate
        click.echo(f"{name}: until {certificate.not_valid_after_utc:%Y-%m-%d}")


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
    settings: Settings = current_app.extensions["settings"]
    try:
        return change_trust(settings.instance / "trust", settings, change)
    except (AuthorityError, ConfigurationError) as error:
        raise click.ClickException(str(error)) from error


def _rows(
    authority: Authority, timestamps: tuple[object, bytes] | None
) -> Iterator[tuple[str, datetime, str]]:
    for name in ("root", "issuing", "seal", "timestamps"):
        certificate = getattr(authority, name).certificate
        at = authority.revoked.get(certificate.serial_number)
        note = f"revoked since {at:%Y-%m-%d}" if at else ""
        yield name, certificate.not_valid_after_utc, note
    if authority.root.held is None:
        listed = x509.load_pem_x509_crl(authority.root_list).next_update_utc
        yield "list of the root", listed or authority.root.certificate.not_valid_before_utc, ""
    for root in x509.load_pem_x509_certificates(timestamps[1]) if timestamps else ():
        yield "timestamp root", root.not_valid_after_utc, ""
