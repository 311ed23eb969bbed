"""A model is published whole or not at all; what stood before stays."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.tradein.cars import made_up_sales
from tradein import ValuationModel
from tradein.__main__ import main


def written(file: Path, rows: Iterable[dict[str, str]]) -> str:
    listed = list(rows)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, listed[0])
        writer.writeheader()
        writer.writerows(listed)
    return str(file)


def senseless(count: int) -> list[dict[str, str]]:
    """Sales whose prices have nothing to do with the cars."""
    rows = list(made_up_sales(count))
    prices = [row["price"] for row in rows]
    return [
        {**row, "price": price} for row, price in zip(rows, prices[7:] + prices[:7], strict=True)
    ]


def test_a_model_no_better_than_the_table_leaves_the_old_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    artefact = tmp_path / "model.json"
    artefact.write_text("what stood before", "utf-8")
    sales = written(tmp_path / "sales.csv", senseless(400))
    code = main(["train", sales, "-o", str(artefact)])
    assert (code, artefact.read_text("utf-8")) == (2, "what stood before")
    assert "metrics." in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["model.json", "sales.csv"]


def test_a_broken_file_leaves_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    artefact, sales = tmp_path / "model.json", tmp_path / "sales.csv"
    artefact.write_text("what stood before", "utf-8")
    sales.write_bytes(b"\x1f\x8bnot gzip at all")
    assert main(["train", str(sales), "-o", str(artefact)]) == 2
    assert artefact.read_text("utf-8") == "what stood before"
    assert "sales.csv" in capsys.readouterr().err


def test_a_few_sales_move_the_model_named_or_the_one_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, moved = tmp_path / "base.json", tmp_path / "moved.json"
    many = written(tmp_path / "many.csv", made_up_sales(700))
    few = written(tmp_path / "few.csv", list(made_up_sales(100)))
    assert main(["train", many, "-o", str(base)]) == 0
    assert main(["train", few, "--base", str(base), "-o", str(moved)]) == 0
    before = ValuationModel.load(base.read_text("utf-8"))
    assert ValuationModel.load(moved.read_text("utf-8")).provenance["base"] == before.model_id
    assert main(["train", few, "-o", str(base)]) == 0
    assert ValuationModel.load(base.read_text("utf-8")).provenance["base"] == before.model_id
    assert "lookup table" in capsys.readouterr().out


def test_a_few_sales_alone_make_no_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = written(tmp_path / "few.csv", made_up_sales(100))
    assert main(["train", few, "-o", str(tmp_path / "model.json")]) == 2
    assert "300" in capsys.readouterr().err
