import json
from pathlib import Path

import pytest

from esign import Authority, EvidenceChain, Role
from esign.__main__ import main


@pytest.fixture
def folder(tmp_path: Path, signed: bytes, evidence: EvidenceChain, authority: Authority) -> Path:
    (tmp_path / "order.pdf").write_bytes(signed)
    (tmp_path / "evidence.json").write_bytes(evidence.dump())
    (tmp_path / "root.pem").write_bytes(authority.trust)
    return tmp_path


def run(folder: Path, *more: str) -> int:
    trust = ("--trust", str(folder / "root.pem"))
    return main(["verify", str(folder / "order.pdf"), *trust, *more])


def test_an_intact_file_exits_with_zero(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(folder, "--evidence", str(folder / "evidence.json")) == 0
    assert "INTACT" in capsys.readouterr().out


def test_a_changed_file_exits_with_one_and_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    content = (folder / "order.pdf").read_bytes()
    (folder / "order.pdf").write_bytes(content + b"\n")
    assert run(folder, "--language", "fr") == 1
    assert "ÉCHEC" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_file_that_waits_for_a_signature_exits_with_three(
    folder: Path, revisions: dict[Role, bytes], language: str, capsys: pytest.CaptureFixture[str]
):
    (folder / "order.pdf").write_bytes(revisions[Role.BUYER])
    assert run(folder, "--language", language) == 3
    shown = capsys.readouterr().out
    assert {"fr": "INTÈGRE, NON COMPLET", "en": "INTACT, NOT COMPLETE"}[language] in shown
    assert "ÉCHEC" not in shown
    assert "FAILED" not in shown


def test_the_report_can_be_json(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(folder, "--json") == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_a_missing_file_exits_with_two(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "order.pdf").unlink()
    assert run(folder) == 2
    assert "order.pdf" in capsys.readouterr().err


def test_show_prints_who_agreed_to_what(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["show", str(folder / "order.pdf")]) == 0
    shown = capsys.readouterr().out
    assert "Commander avec obligation de paiement" in shown
    assert "co_buyer" in shown
