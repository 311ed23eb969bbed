import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings, strategies as st

from esign import (
    Authority,
    DocumentError,
    Signer,
    TimestampError,
    seal_document,
    stamp_bytes,
    verify_sealed,
)
from tests.esign.dead_timestamps import DeadTimestamps
from tests.esign.small_order import AT, draft


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return draft()


@pytest.fixture(scope="session")
def sealed(unsigned: bytes, signer: Signer) -> bytes:
    return seal_document(unsigned, signer, "Preuves", AT)


def test_a_sealed_document_is_whole_and_nothing_may_follow(sealed: bytes, authority: Authority):
    report = verify_sealed(sealed, authority.trust)
    assert report.failures == ()
    assert [one.reason for one in report.signatures] == ["Preuves"]
    assert {check.code for check in verify_sealed(sealed + b"%", authority.trust).failures}


@settings(max_examples=20)
@given(data=st.data())
def test_any_flipped_bit_of_a_sealed_document_is_seen(
    sealed: bytes, authority: Authority, data: st.DataObject
):
    place = data.draw(st.integers(0, len(sealed) - 1))
    forged = bytearray(sealed)
    forged[place] ^= 1 << data.draw(st.integers(0, 7))
    assert not verify_sealed(bytes(forged), authority.trust).ok


def test_a_damaged_certificate_is_seen_though_the_timestamp_holds_another_copy(
    sealed: bytes, authority: Authority
):
    copy = authority.issuing.certificate.public_bytes(Encoding.DER).hex().upper().encode()
    assert sealed.count(copy) == 2
    version = b"A003020102"
    length = sealed.index(copy) + copy.index(version) + len(version) + len(b"021")
    forged = bytearray(sealed)
    forged[length] ^= 2  # the serial number is two bytes longer or shorter
    assert not verify_sealed(bytes(forged), authority.trust).ok


def test_what_is_signed_is_not_sealed_again(sealed: bytes, signer: Signer):
    with pytest.raises(DocumentError, match="signed already"):
        seal_document(sealed, signer, "Preuves", AT)


def test_a_dead_authority_seals_and_stamps_nothing(unsigned: bytes, signer: Signer):
    dead = replace(signer, timestamps=DeadTimestamps())
    with pytest.raises(TimestampError):
        seal_document(unsigned, dead, "Preuves", AT)
    with pytest.raises(TimestampError):
        stamp_bytes(b"list", dead.timestamps, AT)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_stamp_is_checked_by_common_tools(signer: Signer, authority: Authority, tmp_path: Path):
    token = stamp_bytes(b"list", signer.timestamps, AT)
    files = {"token": token, "list": b"list", "other": b"tsil", "root": authority.trust}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    checked = {name: _openssl(tmp_path, name) for name in ("list", "other")}
    assert checked == {"list": 0, "other": 1}


def _openssl(folder: Path, name: str) -> int:
    command = ["openssl", "ts", "-verify", "-token_in", "-in", "token", "-CAfile", "root"]
    done = subprocess.run([*command, "-data", name], cwd=folder, capture_output=True, check=False)
    return done.returncode
