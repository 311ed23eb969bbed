"""A token of SoftHSM, which stands for the hardware module of a seal."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from esign.certificates import PrivateKey


LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
TOOL = shutil.which("softhsm2-util")
TOKEN, PIN, KEY = "volant", "1234-5678", "seal"
needs_softhsm = pytest.mark.skipif(
    TOOL is None or not LIBRARY.exists(), reason="SoftHSM is not installed: tools/system.sh test"
)


def util(*arguments: str | Path) -> None:
    subprocess.run([str(TOOL), *map(str, arguments)], check=True, capture_output=True)


def make_token(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Make an empty token in a folder, which this process then sees."""
    (folder / "tokens").mkdir(parents=True)
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n", "utf-8")
    patch.setenv("SOFTHSM2_CONF", str(conf))
    util("--init-token", "--free", "--label", TOKEN, "--so-pin", "87654321", "--pin", PIN)


def put_key(folder: Path, label: str, number: str, key: PrivateKey | None = None) -> None:
    """Put a private key, a new one by default, and its public half into the token."""
    made = key or ec.generate_private_key(ec.SECP256R1())
    path = folder / f"{label}.pem"
    path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    util(
        "--import", path, "--token", TOKEN, "--pin", PIN, "--label", label, "--id", number,
    )  # fmt: skip
    path.unlink()
