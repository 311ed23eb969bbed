"""The seal of this installation: made at the first start of a demonstration, loaded ever after."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

import esign
from esign import AuthorityError, EsignError
from store import clock
from store.config import TOKEN_SETTINGS, ConfigurationError, SealToken, Settings
from store.gateways.press import signature_typeface
from store.gateways.timestamps import timestamp_exchange
from store.gateways.trust_folder import (
    alone,
    is_there,
    load_authority,
    make_trust,
    passphrases,
    replace_folder,
)


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
        token: The hardware module that holds the seal's key, and the label of the key.
    """

    load: Callable[[], "esign.Authority"]
    test: bool
    stamp: Callable[[], object] = lambda: None
    timestamps: tuple[Callable[[bytes], bytes], bytes] | None = None
    token: tuple["esign.Token", str] | None = None
    _opened: dict[str, tuple[object, "_Opened"]] = field(default_factory=dict, repr=False)

    @property
    def authority(self) -> "esign.Authority":
        """The authority, its keys opened at the first use and after a change."""
        return self._now.authority

    @property
    def signer(self) -> "esign.Signer | esign.HardwareSigner":
        """The seal with its timestamp authority and typeface."""
        return self._now.signer

    @property
    def in_use(self) -> bool:
        """Whether the keys were opened in this process."""
        return bool(self._opened)

    def trouble(self, at: datetime) -> str:
        """Return why nothing could be sealed at this moment; empty where it could."""
        try:
            self.signer.cms_signer(at)
        except (EsignError, ConfigurationError) as error:
            return str(error)
        return ""

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
            known = stamp, _Opened(self.load(), self.timestamps, self.token)
            self._opened["now"] = known
        return known[1]


@dataclass(frozen=True)
class _Opened:
    authority: "esign.Authority"
    timestamps: tuple[Callable[[bytes], bytes], bytes] | None
    token: tuple["esign.Token", str] | None

    @cached_property
    def signer(self) -> "esign.Signer | esign.HardwareSigner":
        signer = self._own
        if self.timestamps is None:
            return signer
        outside = esign.RemoteTimestamps(self.timestamps[0])
        room = OUTSIDE_DIGITS + signer.container_digits
        return replace(signer, timestamps=outside, container_digits=room)

    @property
    def _own(self) -> "esign.Signer | esign.HardwareSigner":
        signer = self.authority.signer(signature_typeface())
        if self.token is None:
            return signer
        token, label = self.token
        return esign.HardwareSigner(
            token=token,
            certificate=signer.credential.certificate,
            chain=tuple(one.certificate for one in signer.chain),
            key_label=label,
            timestamps=signer.timestamps,
            revocation=signer.revocation,
            typeface=signer.typeface,
        )

    @cached_property
    def root(self) -> bytes:
        own = self.authority
        known = own.trust_with_lists(clock.now()) if own.revoked else own.trust
        return known + (self.timestamps[1] if self.timestamps else b"")


def open_trust(folder: Path, settings: Settings) -> Trust:
    """Load the trust of this installation, making a test trust at the first start.

    Any number of processes may start at once: exactly one makes it. Files are readable by the
    service alone, each key encrypted with its own passphrase, or in a demonstration with a common
    one: TRUST_PASSPHRASE or, without it, one derived from the store's secret key.

    Args:
        folder: Where it is kept.
        settings: `trust` "provided" loads what the operator put there and never makes one.

    Raises:
        ConfigurationError: It is missing though provided, damaged, or a passphrase is wrong;
            the seal's token is not there, refuses the PIN or holds no such key.
    """
    token = _token(settings.seal_token)
    test = settings.trust == "test"
    if not is_there(folder):
        if not test:
            raise ConfigurationError(f"TRUST=provided, but there is no root.pem in {folder.name}/")
        with alone(folder):
            if not is_there(folder):
                make_trust(folder, settings)
    load = partial(load_authority, folder, settings)
    outside = _outside(folder, settings.timestamp_url)
    trust = Trust(load, test, partial(_stamp, folder), outside, token)
    return trust if settings.mode == "demo" else _opened(trust)


def change_trust(
    folder: Path, settings: Settings, change: Callable[["esign.Authority"], "esign.Authority"]
) -> "esign.Authority":
    """Put a changed authority in the place of the one in the folder, whole or not at all.

    Raises:
        ConfigurationError: It cannot be opened or written; nothing changed.
        AuthorityError: The change needs a key that is not here.
    """
    with alone(folder):
        if not is_there(folder):
            raise ConfigurationError(f"there is no root.pem in {folder.name}/")
        changed = change(load_authority(folder, settings))
        files = changed.dump(passphrases(settings))
        others = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        # A key in a token leaves none here; that of the root is never touched without being read.
        gone = {"seal.key"} - files.keys()
        kept = {name: content for name, content in others.items() if name not in gone}
        replace_folder(folder, kept | files)
    return changed


def _token(where: SealToken | None) -> tuple["esign.Token", str] | None:
    """Open the hardware module of the seal and look for its key."""
    if where is None:
        return None
    try:
        token = esign.open_token(where.library, where.token, where.pin)
        token.public_key(where.key)
    except AuthorityError as error:
        raise ConfigurationError(f"The seal’s {error} (see {', '.join(TOKEN_SETTINGS)})") from error
    except ImportError as error:
        raise ConfigurationError("SEAL_PKCS11_LIBRARY needs python-pkcs11 installed") from error
    return token, where.key


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
