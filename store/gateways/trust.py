"""The seal of this installation: made at the first start of a demonstration, loaded ever after."""

import contextlib
import fcntl
import hashlib
import hmac
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path

import esign
from esign import AuthorityError
from store import clock
from store.config import ConfigurationError, Settings
from store.gateways.press import signature_typeface
from store.gateways.timestamps import timestamp_exchange


# The demonstration plays purchases of the past months, and those are sealed at their moment.
BACKDATED = timedelta(days=400)
# Room for the token of an authority outside, with certificates that may be RSA, in digits.
OUTSIDE_DIGITS = 24_576


OUTSIDE = "timestamp-roots.pem"


@dataclass(frozen=True)
class Trust:
    """The keys purchase orders are sealed with.

    Attributes:
        load: Reads the authority and its keys.
        test: Whether it was made here, which every document says.
        stamp: What changes when the files do: a renewed or revoked seal is taken up at once.
        timestamps: The authority outside that dates signatures, and its root certificates, PEM.
    """

    load: Callable[[], "esign.Authority"]
    test: bool
    stamp: Callable[[], object] = lambda: None
    timestamps: tuple[Callable[[bytes], bytes], bytes] | None = None
    _opened: dict[str, tuple[object, "_Opened"]] = field(default_factory=dict, repr=False)

    @property
    def authority(self) -> "esign.Authority":
        """The authority, its keys opened at the first use and after a change."""
        return self._now.authority

    @property
    def signer(self) -> "esign.Signer":
        """The seal with its timestamp authority and typeface."""
        return self._now.signer

    @property
    def root(self) -> bytes:
        """What somebody needs to verify a signed order, PEM.

        The root, the roots of a timestamp authority outside, and what was revoked, if anything.
        """
        return self._now.root

    @property
    def _now(self) -> "_Opened":
        stamp = self.stamp()
        known = self._opened.get("now")
        if known is None or (stamp is not None and known[0] != stamp):
            known = stamp, _Opened(self.load(), self.timestamps)
            self._opened["now"] = known
        return known[1]


@dataclass(frozen=True)
class _Opened:
    authority: "esign.Authority"
    timestamps: tuple[Callable[[bytes], bytes], bytes] | None

    @cached_property
    def signer(self) -> "esign.Signer":
        signer = self.authority.signer(signature_typeface())
        if self.timestamps is None:
            return signer
        outside = esign.RemoteTimestamps(self.timestamps[0])
        room = OUTSIDE_DIGITS + signer.container_digits
        return replace(signer, timestamps=outside, container_digits=room)

    @cached_property
    def root(self) -> bytes:
        own = self.authority
        known = own.trust_with_lists(clock.now()) if own.revoked else own.trust
        return known + (self.timestamps[1] if self.timestamps else b"")


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
    load = partial(_load, folder, _passphrases(settings))
    outside = _outside(folder, settings.timestamp_url)
    trust = Trust(load, test, partial(_stamp, folder), outside)
    return trust if settings.mode == "demo" else _opened(trust)


def change_trust(
    folder: Path, settings: Settings, change: Callable[["esign.Authority"], "esign.Authority"]
) -> "esign.Authority":
    """Put a changed authority in the place of the one in the folder, whole or not at all.

    Raises:
        ConfigurationError: It cannot be opened or written; nothing changed.
        AuthorityError: The change needs a key that is not here.
    """
    passphrases = _passphrases(settings)
    with _alone(folder):
        if not _is_there(folder):
            raise ConfigurationError(f"there is no root.pem in {folder.name}/")
        changed = change(_load(folder, passphrases))
        files = changed.dump(passphrases[0])
        others = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        gone = {name for name in others if name not in files and name.endswith(".key")}
        kept = {name: content for name, content in others.items() if name not in gone}
        _replace(folder, kept | files)
    return changed


def _replace(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files beside their place, then let the folders change places."""
    part = _written(folder, files)
    former = folder.with_name(f".{folder.name}-former")
    try:
        folder.rename(former)
        part.rename(folder)
    except OSError as error:
        raise ConfigurationError(f"The trust cannot be kept: {error}") from error
    shutil.rmtree(former)


def _outside(folder: Path, url: str) -> tuple[Callable[[bytes], bytes], bytes] | None:
    """Return the timestamp authority outside and its roots, which a verifier needs."""
    if not url:
        return None
    roots = folder / OUTSIDE
    if not roots.is_file():
        raise ConfigurationError(f"TIMESTAMP_URL needs the authority's roots in {OUTSIDE}")
    return timestamp_exchange(url), roots.read_bytes()


def _stamp(folder: Path) -> object:
    with contextlib.suppress(FileNotFoundError):  # the folder changes places just now
        found = folder.stat()
        return found.st_ino, found.st_mtime_ns
    return None


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
    part = _written(folder, files)
    try:
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ConfigurationError(f"The test trust cannot be kept: {error}") from error


def _written(folder: Path, files: dict[str, bytes]) -> Path:
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            path = part / name
            path.touch(mode=0o600)
            path.write_bytes(content)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ConfigurationError(f"The trust cannot be kept: {error}") from error
    return part


def _load(folder: Path, passphrases: list[bytes]) -> "esign.Authority":
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    refused: AuthorityError | None = None
    for one in passphrases:
        try:
            return esign.Authority.load(files, one)
        except AuthorityError as error:
            refused = refused or error
    raise ConfigurationError(f"The trust cannot be opened: {refused}") from refused
