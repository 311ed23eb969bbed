"""`flask …` as an operator types it."""

import json
from pathlib import Path

from flask import Flask

from esign.__main__ import main as esign
from store.demo.load import FOLDER


def test_a_broken_price_list_is_refused_with_file_and_line(app: Flask, tmp_path: Path):
    broken = tmp_path / "broken.toml"
    source = (FOLDER / "catalogues" / "ds-3.toml").read_text("utf-8")
    broken.write_text(source.replace("price_cents = ", "price_cents = -", 1), "utf-8")
    done = app.test_cli_runner().invoke(args=["catalogue", "import", str(broken)])
    assert done.exit_code == 1
    assert f"{broken}:" in done.stderr


def test_the_demonstration_is_loaded_once(app: Flask):
    done = app.test_cli_runner().invoke(args=["demo", "load"])
    assert done.exit_code == 0
    assert "already here" in done.output


def test_a_played_order_leaves_papers_that_anybody_can_verify(app: Flask, tmp_path: Path):
    out = tmp_path / "out"
    done = app.test_cli_runner().invoke(args=["demo", "order", "--out", str(out)])
    assert done.exit_code == 0, done.output
    (signed,) = out.glob("V-*.pdf")
    proof = ["--evidence", str(out / "evidence.json"), "--trust", str(out / "root.pem")]
    assert esign(["verify", str(signed), *proof]) == 0
    assert json.loads((out / "deal.json").read_text("utf-8"))["road_price_cents"] > 0
