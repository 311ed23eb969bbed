"""Dirty files are read to the end: what cannot be used is counted, with its row and column."""

from pathlib import Path

import pytest

from tests.tradein.cars import made_up_sales
from tradein import TrainingError
from tradein.cleaning import Cleaning, clean
from tradein.files import read_sales


HEAD = b"brand,model,km,fuel,gearbox,power_hp,price,age\n"


def test_lines_of_two_encodings_are_both_read(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    row = "Citroën,C3,{},petrol,manual,82,9900,4\n"
    file.write_bytes(HEAD + row.format(40_000).encode() + row.format(41_000).encode("cp1252"))
    brands = {sale.brand for sale in clean(read_sales(file), Cleaning())}
    assert brands == {"Citroën"}


def test_a_wide_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    text = HEAD.decode() + "Citroën,C3,40000,petrol,manual,82,9900,4\n"
    file.write_bytes(text.encode("utf-16"))
    assert [sale.brand for sale in clean(read_sales(file), Cleaning())] == ["Citroën"]


def test_the_report_names_the_row_and_the_column(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    good = b"Citroen,C3,40000,petrol,manual,82,9900,4\n"
    file.write_bytes(HEAD + good + b"Citroen,C3,many,petrol,manual,82,9900,4\n" + good)
    report = Cleaning()
    clean(read_sales(file), report)
    assert list(report.lines()) == [
        "1 left out, not-a-number: km; first row 3: km: 'many' is not a number",
        "1 left out, duplicate: row; first row 4: row: is listed twice",
    ]


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0\0\0", b"\x1f\x8bbroken", b"\xff\xfe", b"brand,model\n", b'"' + b"a" * 300_000],
)
def test_what_is_no_sales_file_is_refused(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "sales.csv"
    file.write_bytes(raw)
    with pytest.raises(TrainingError):
        list(read_sales(file))


def test_power_fuel_and_gearbox_may_be_missing(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    file.write_text("make;model;mileage_km;year;price\nFord;Focus;50000;2018;9000\n", "utf-8")
    (sale,) = clean(read_sales(file), Cleaning())
    car = sale.car
    assert (car.hp, car.fuel, car.gearbox, car.age) == (0, "other", "other", 0.5)


def test_of_very_many_cars_the_same_part_is_kept_in_any_order() -> None:
    rows = list(made_up_sales(600))
    report = Cleaning()
    some = clean(rows, report, most=200)
    assert 50 < len(some) <= 200
    assert report.shares["made-up"] <= 0.5
    again = clean(reversed(rows), Cleaning(), most=200)
    assert {sale.price for sale in again} == {sale.price for sale in some}
