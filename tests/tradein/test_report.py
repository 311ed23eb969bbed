"""The report is one page that needs nothing else, and lets no cell of a file into its markup."""

from pathlib import Path

import pytest

from tests.tradein.cars import made_up_sales
from tests.tradein.conftest import DEMO
from tests.tradein.test_main import sales_file
from tradein import ValuationModel
from tradein.__main__ import main
from tradein.cleaning import Cleaning, clean
from tradein.report import report


def test_a_report_has_its_figures_and_plots(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    command = ["report", str(DEMO / "model.json"), str(sales_file(tmp_path)), "-o", str(page)]
    assert main(command) == 0
    text = page.read_text("utf-8")
    assert text.count("<svg") == 4
    assert "median error" in text
    assert "src=" not in text


def test_a_brand_is_never_markup(model: ValuationModel) -> None:
    rows = ({**row, "brand": "<script>alert(1)"} for row in made_up_sales(50))
    assert "<script" not in report(model, clean(rows, Cleaning()))


def test_a_file_without_sales_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sales.csv"
    file.write_text("brand,model,km,price,age\n", "utf-8")
    command = ["report", str(DEMO / "model.json"), str(file), "-o", str(tmp_path / "r.html")]
    assert main(command) == 2
    assert "no sale" in capsys.readouterr().err
