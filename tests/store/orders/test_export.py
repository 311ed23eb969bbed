import hashlib
import json
import shlex
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from esign import EvidenceChain, verify_sealed
from store.orders.day_seals import seal_days
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.export import export
from store.orders.refusals import NotFound
from tests.situations import MOMENT, a_ready_order, an_accepted_order


pytestmark = pytest.mark.usefixtures("app")
LATER = MOMENT + timedelta(hours=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    order = an_accepted_order()
    while deliver_due(HANDLERS, LATER):
        pass
    seal_days(MOMENT.date(), LATER)
    export(order.number, tmp_path / "order")
    return tmp_path / "order"


def test_every_file_is_listed_with_its_hash(folder: Path):
    rows = [row.split("  ") for row in (folder / "SHA256SUMS").read_text("utf-8").splitlines()]
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {name for _, name in rows} == there - {"SHA256SUMS"}
    for digest, name in rows:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_evidence_holds_and_the_order_is_readable(folder: Path):
    assert EvidenceChain.load((folder / "preuves.json").read_bytes()).events
    assert json.loads((folder / "commande.json").read_bytes())["road_price_cents"] > 0
    root = (folder / "racine.pem").read_bytes()
    assert verify_sealed((folder / "preuves.pdf").read_bytes(), root).ok
    assert "ÉCHEC" not in (folder / "verification.txt").read_text("utf-8")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_the_commands_of_the_folder_verify_every_signature_without_us(folder: Path):
    lines = (folder / "LISEZMOI.txt").read_text("utf-8").splitlines()
    commands = [shlex.split(line) for line in lines if line.startswith("openssl ")]
    assert len(commands) == 4
    for command in commands:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_what_nobody_signed_is_not_exported(tmp_path: Path):
    order = a_ready_order()
    for number in (order.number, "V-1999-000000"):
        with pytest.raises(NotFound):
            export(number, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_there_is_left_alone(folder: Path):
    before = (folder / "SHA256SUMS").read_bytes()
    number = (folder / "LISEZMOI.txt").read_text("utf-8").split()[1]
    with pytest.raises(FileExistsError):
        export(number, folder)
    assert (folder / "SHA256SUMS").read_bytes() == before
