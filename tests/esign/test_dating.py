"""Who dated a signature: the verifier says no more than the certificates show."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from esign import Authority, Role, Signer, TestTimestamps, sign, verify
from esign.__main__ import main
from tests.esign.small_order import AT, CONSENT


@pytest.mark.parametrize(
    ("organisation", "code"),
    [("", "timestamp_own"), ("Volant", "timestamp"), ("Elsewhere", "timestamp_outside")],
)
def test_an_authority_is_independent_with_a_root_and_a_name_of_its_own(
    prepared: bytes, signer: Signer, authority: Authority, organisation: str, code: str
):
    """A seller can make a second root: that alone makes nobody independent."""
    trust, key = authority.trust, signer
    if organisation:
        other = Authority.create(AT - timedelta(days=30), organisation)
        stamps = TestTimestamps(other.timestamps, (other.issuing,))
        trust, key = trust + other.trust, replace(signer, timestamps=stamps)
    report = verify(sign(prepared, Role.BUYER, key, CONSENT, AT), None, trust)
    assert report.intact
    [dated] = [one for one in report.checks if one.code.startswith("timestamp")]
    assert dated.code == code
    name = organisation or "Volant"
    assert dated.detail.endswith(f", {name} timestamp authority, {name}")
    for language in ("en", "fr"):
        said = " ".join(sentence for _, sentence, _ in report.lines(language)).lower()
        assert ("independent" in said or "indépendant" in said) == (code == "timestamp_outside")


def test_the_command_names_who_dated(
    prepared: bytes,
    signer: Signer,
    authority: Authority,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    (tmp_path / "order.pdf").write_bytes(sign(prepared, Role.BUYER, signer, CONSENT, AT))
    (tmp_path / "root.pem").write_bytes(authority.trust)
    file, root = str(tmp_path / "order.pdf"), str(tmp_path / "root.pem")
    for arguments in (["show", file], ["verify", file, "--trust", root]):
        main(arguments)
        assert "Volant timestamp authority, Volant" in capsys.readouterr().out
    main(["verify", file, "--trust", root, "--json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert any(one["code"] == "timestamp_own" for one in checks)
