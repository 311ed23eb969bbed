"""The seal of this installation: made at the first start of a demonstration, loaded ever after."""

import contextlib
import fcntl
import hashlib
import hmac
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path

import esign
from esign import AuthorityError
from store import clock
from store.config import ConfigurationError, Settings
from store.gateways.press import signature_typeface


# The demonstration plays purchases of the past months, and those are sealed at their moment.
BACKDATED = timedelta(days=400)


@dataclass(frozen=True)
class Trust:
    """The keys purchase orders are sealed with. `test`: made here, and every document says so."""

    load: Callable[[], "esign.Authority"]
    test: bool

    @cached_property
    def authority(self) -> "esign.Authority":
        """The authority, its keys opened at the first use."""
        return self.load()

    @cached_property
    def signer(self) -> "esign.Signer":
        """The seal with its timestamp authority and typeface."""
        return self.authority.signer(signature_typeface())

    @property
    def root(self) -> bytes:
        """The root certificate as PEM: all that somebody needs to verify a signed order."""
        return self.authority.trust


def open_trust(folder: Path, settings: Settings) -> Trust:
    """Load the trust of this installation, making a test trust at the first start.

    Any number of processes may start at once: exactly one makes it. Files are readable by the
    service alone, keys encrypted with TRUST_PASSPHRASE or, without one, with a passphrase derived
    from the store's secret key.

    Args:
        folder: Where it is kept.
        settings: `trust` "provided" loads what the operator put there and never makes one.

    Raises:
        ConfigurationError: It is missing though provided, damaged, or the passphrase is wrong.
    """
    test = settings.trust == "test"
    if not _is_there(folder):
        if not test:
            raise ConfigurationError(f"TRUST=provided, but there is no root.pem in {folder.name}/")
        with _alone(folder):
            if not _is_there(folder):
                _make(folder, _passphrases(settings)[0])
    trust = Trust(partial(_load, folder, _passphrases(settings)), test)
    return trust if settings.mode == "demo" else _opened(trust)


def _opened(trust: Trust) -> Trust:
    """Open the keys at once: with keys that do not open no store starts but a demonstration."""
    _ = trust.authority
    return trust


def _is_there(folder: Path) -> bool:
    return (folder / "root.pem").is_file()


def _passphrases(settings: Settings) -> list[bytes]:
    """Return what may open the keys, the present one first, then those of earlier secrets."""
    if settings.trust_passphrase:
        return [settings.trust_passphrase.encode()]
    secrets = (settings.secret_key, *settings.secret_fallbacks)
    return [
        hmac.new(one.encode(), b"volant trust", hashlib.sha256).hexdigest().encode()
        for one in secrets
    ]


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(folder: Path, passphrase: bytes) -> None:
    """Write the files beside their place and move them there together."""
    try:
        files = esign.Authority.create(clock.now() - BACKDATED).dump(passphrase)
    except AuthorityError as error:
        raise ConfigurationError(f"The test trust cannot be made: {error}") from error
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            path = part / name
            path.touch(mode=0o600)
            path.write_bytes(content)
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ConfigurationError(f"The test trust cannot be kept: {error}") from error


def _load(folder: Path, passphrases: list[bytes]) -> "esign.Authority":
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    refused: AuthorityError | None = None
    for one in passphrases:
        try:
            return esign.Authority.load(files, one)
        except AuthorityError as error:
            refused = refused or error
    raise ConfigurationError(f"The trust cannot be opened: {refused}") from refused
