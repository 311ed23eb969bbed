"""The seal in a token: SoftHSM stands for the hardware."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from esign import (
    Authority,
    AuthorityError,
    CertificateError,
    HardwareSigner,
    Role,
    Signer,
    augment,
    open_token,
    sign,
    verify,
)
from tests.esign.small_order import AT, CONSENT, RAISED_AT


LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
TOOL = shutil.which("softhsm2-util")
TOKEN, PIN, KEY = "volant", "1234-5678", "seal"
needs_softhsm = pytest.mark.skipif(
    TOOL is None or not LIBRARY.exists(), reason="SoftHSM is not installed: tools/system.sh test"
)


def util(*arguments: str | Path) -> None:
    subprocess.run([str(TOOL), *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[str]:
    """A token of its own that holds the key of the seal."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n", "utf-8")
    key = authority.seal.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "seal.pem").write_bytes(key)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        util("--init-token", "--free", "--label", TOKEN, "--so-pin", "87654321", "--pin", PIN)
        util(
            "--import", folder / "seal.pem", "--token", TOKEN, "--pin", PIN,
            "--label", KEY, "--id", "01",
        )  # fmt: skip
        yield TOKEN


@pytest.fixture
def hardware(token: str, authority: Authority, signer: Signer) -> Iterator[HardwareSigner]:
    session = open_token(str(LIBRARY), token, PIN)
    try:
        yield HardwareSigner(
            session=session,
            certificate=authority.seal.certificate,
            chain=(authority.issuing.certificate, authority.root.certificate),
            key_label=KEY,
            timestamps=signer.timestamps,
            revocation=signer.revocation,
            typeface=signer.typeface,
        )
    finally:
        session.close()


@needs_softhsm
def test_a_token_signs_what_a_verifier_accepts(
    prepared: bytes, hardware: HardwareSigner, authority: Authority
):
    pdf = prepared
    for minute, role in enumerate(Role):
        pdf = sign(pdf, role, hardware, CONSENT, AT + timedelta(minutes=minute))
    pdf = augment(pdf, hardware, RAISED_AT)
    assert verify(pdf, None, authority.trust).failures == ()


@needs_softhsm
def test_an_expired_seal_signs_nothing_in_a_token_either(prepared: bytes, hardware: HardwareSigner):
    with pytest.raises(CertificateError, match="valid from"):
        sign(prepared, Role.BUYER, hardware, CONSENT, AT + timedelta(days=9000))


@needs_softhsm
@pytest.mark.usefixtures("token")
@pytest.mark.parametrize(("label", "pin"), [(TOKEN, "wrong"), ("another", PIN)])
def test_a_wrong_pin_or_token_is_an_error_of_ours(label: str, pin: str):
    with pytest.raises(AuthorityError, match=f"token {label}"):
        open_token(str(LIBRARY), label, pin)


def test_a_missing_library_is_an_error_of_ours(tmp_path: Path):
    with pytest.raises(AuthorityError, match="token"):
        open_token(str(tmp_path / "nothing.so"), TOKEN, PIN)
