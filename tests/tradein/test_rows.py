"""Sales files as countries send them: clean sales, a count of the others, or a typed error."""

import gzip
from pathlib import Path

import pytest

from tests.tradein.cars import made_up_sales
from tradein import TrainingError
from tradein.cleaning import Cleaning, clean
from tradein.files import read_sales
from tradein.rows import read_sale


ROW = next(made_up_sales(1))
HEAD = "brand;model;km;fuel;gearbox;power_hp;price;age"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_read_in_its_encoding_and_separator(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "ventes.csv"
    file.write_bytes(f"{HEAD}\nCitroën;C3;50000;petrol;manual;82;9 900,50;4,2\n".encode(encoding))
    (sale,) = clean(read_sales(file), Cleaning())
    assert sale.car.key == "citroen/c3"
    assert (sale.price, sale.car.age, sale.car.market) == (9900.5, 4.2, "ventes")


def test_a_compressed_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv.gz"
    file.write_bytes(gzip.compress(f"{HEAD}\nFord;Fiesta;1;petrol;auto;95;13000;0.1\n".encode()))
    assert len(list(read_sales(file))) == 1


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    file.write_text("brand,model,km\n", encoding="utf-8")
    with pytest.raises(TrainingError, match=r"sales.csv: has no column 'price'"):
        list(read_sales(file))


def test_a_quotation_mark_that_is_not_closed_is_named_by_its_row(tmp_path: Path) -> None:
    file, row = tmp_path / "sales.csv", "Ford;Fiesta;1;petrol;auto;95;13000;0.1\n"
    file.write_text(f'{HEAD}\n{row}{row}"{row}{row * 40}', encoding="utf-8")
    with pytest.raises(TrainingError, match="row 4 opens a quotation mark"):
        list(read_sales(file))


def test_a_name_of_two_lines_is_one_row(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    file.write_text(f'{HEAD}\n"Ford\n";Fiesta;1;petrol;auto;95;13000;0.1\n', encoding="utf-8")
    assert [sale.car.key for sale in clean(read_sales(file), Cleaning())] == ["ford/fiesta"]


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv.gz"
    file.write_bytes(b"not gzip")
    with pytest.raises(TrainingError, match="cannot be read"):
        list(read_sales(file))


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("price", "", "missing"),
        ("price", "cheap", "not-a-number"),
        ("price", "nan", "out-of-range"),
        ("price", "1e300", "out-of-range"),
        ("km", "-5", "out-of-range"),
        ("km", "3", "too-low"),
        ("power_hp", "0", "out-of-range"),
        ("age", "200", "out-of-range"),
        ("brand", " ", "missing"),
        ("damage", "yes", "damaged"),
    ],
)
def test_a_row_that_cannot_be_true_is_left_out_with_its_reason(
    column: str, cell: str, code: str
) -> None:
    with pytest.raises(TrainingError) as caught:
        read_sale({**ROW, column: cell})
    assert (caught.value.place, caught.value.code) == (column, code)
    report = Cleaning()
    assert clean([{**ROW, column: cell}], report) == []
    assert report.left_out == {f"{code}: {column}": 1}


def test_a_sale_listed_twice_counts_once() -> None:
    report = Cleaning()
    assert len(clean([ROW, dict(ROW)], report)) == 1
    assert report.left_out == {"duplicate: row": 1}
