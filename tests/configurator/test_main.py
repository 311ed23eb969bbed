from pathlib import Path

import pytest

from configurator.__main__ import main
from tests.configurator.examples import SMALL


def test_check_prints_file_line_and_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good, bad, binary = tmp_path / "good.toml", tmp_path / "bad.toml", tmp_path / "b.toml"
    good.write_text(SMALL, "utf-8")
    bad.write_text(SMALL.replace("doors = 5", "doors = 55"), "utf-8")
    binary.write_bytes(b"\xff\xfe")
    assert main(["check", str(good)]) == 0
    assert main(["check", str(good), str(bad), str(binary), str(tmp_path / "none")]) == 2
    assert main(["check", str(good), str(bad)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith(f"{good}: 9 options, hash ")
    assert printed[2] == f"{bad}:11: catalogue: doors = 55 overflows (from 2 to 7)"
    assert printed[3].startswith(f"{binary}:1: document: not UTF-8 text: 'utf-8' codec")
    assert printed[4].startswith(f"{tmp_path / 'none'}:1: document: ")
