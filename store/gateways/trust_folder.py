"""The folder the trust is kept in: read with its passphrases, and replaced whole or not at all."""

import contextlib
import fcntl
import hashlib
import hmac
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_pem_private_key

import esign
from esign import AuthorityError
from store import clock
from store.config import PASSPHRASES, ConfigurationError, Settings


# The demonstration plays purchases of the past months, and those are sealed at their moment.
BACKDATED = timedelta(days=400)
Passphrases = Mapping[str, Sequence[bytes]]


def passphrases(settings: Settings) -> Passphrases:
    """Return for each key what may open it, the present passphrase first.

    Then the common one: a key that is still under it opens until it is written anew. Without one
    a demonstration derives it from the store's secret and its former ones, production does not.
    """
    common = [settings.trust_passphrase.encode()] if settings.trust_passphrase else []
    if not common and not settings.production:
        secrets = (settings.secret_key, *settings.secret_fallbacks)
        common = [
            hmac.new(one.encode(), b"volant trust", hashlib.sha256).hexdigest().encode()
            for one in secrets
        ]
    own = {name: [one.encode()] for name, one in settings.trust_passphrases.items()}
    return {name: [*own.get(name, ()), *common] for name in ("root", *PASSPHRASES)}


def shared_keys(folder: Path, settings: Settings) -> set[str]:
    """Return the names of the keys in the folder that open with a passphrase not theirs alone."""
    known = {one for ones in passphrases(settings).values() for one in ones}
    found = set()
    for name in PASSPHRASES:
        path = folder / f"{name}.key"
        others = known - {settings.trust_passphrases.get(name, "").encode()}
        if path.is_file() and any(_opens(path.read_bytes(), one) for one in others):
            found.add(name)
    return found


def _opens(content: bytes, passphrase: bytes) -> bool:
    with contextlib.suppress(ValueError, TypeError):
        load_pem_private_key(content, passphrase)
        return True
    return False


def is_there(folder: Path) -> bool:
    """Whether there is a trust in a folder."""
    return (folder / "root.pem").is_file()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other process away from a folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def load_authority(folder: Path, settings: Settings) -> "esign.Authority":
    """Read the authority and the keys that are here.

    Raises:
        ConfigurationError: It is damaged, or a passphrase is wrong.
    """
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    in_token = settings.seal_token is not None
    try:
        return esign.Authority.load(files, passphrases(settings), hardware=in_token)
    except AuthorityError as error:
        raise ConfigurationError(f"The trust cannot be opened: {error}") from error


def make_trust(folder: Path, settings: Settings) -> None:
    """Write the files beside their place and move them there together."""
    try:
        files = esign.Authority.create(clock.now() - BACKDATED).dump(passphrases(settings))
    except AuthorityError as error:
        raise ConfigurationError(f"The test trust cannot be made: {error}") from error
    part = _written(folder, files)
    try:
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ConfigurationError(f"The test trust cannot be kept: {error}") from error


def replace_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files beside their place, then let the folders change places."""
    part = _written(folder, files)
    former = folder.with_name(f".{folder.name}-former")
    try:
        folder.rename(former)
        part.rename(folder)
    except OSError as error:
        raise ConfigurationError(f"The trust cannot be kept: {error}") from error
    shutil.rmtree(former)


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
