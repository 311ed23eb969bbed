"""Sealed files: AES-256-GCM with a key for each, kept in the database and not in the archive.

Who forgets the row has forgotten the file, in every copy of the archive too.
"""

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.database import new_id
from store.gateways.archive import Archive


NONCE = 12
BITS = 256


@dataclass(frozen=True)
class Sealed:
    """Where a file is, and what opens it."""

    name: str
    key: bytes


def seal(archive: Archive, content: bytes) -> Sealed:
    """Archive a file that only its key opens.

    Raises:
        ArchiveError: the disk did not take it.
    """
    number = new_id()
    name, key, nonce = (
        f"papers/{number[:2]}/{number}",
        AESGCM.generate_key(BITS),
        secrets.token_bytes(NONCE),
    )
    archive.put(name, nonce + AESGCM(key).encrypt(nonce, content, name.encode()))
    return Sealed(name, key)


def unseal(archive: Archive, name: str, key: bytes) -> bytes:
    """Return a file as it was sealed.

    Raises:
        ArchiveError: it is not in the archive.
        cryptography.exceptions.InvalidTag: other bytes lie there, or the key is another's.
    """
    kept = archive.get(name)
    return AESGCM(key).decrypt(kept[:NONCE], kept[NONCE:], name.encode())
