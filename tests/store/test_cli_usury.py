"""`flask market usury import`: further quarters, seen by the store without a restart."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from flask import Flask

from store.journeys.tables import tables


CSV = """quarter,up_to_cents,percent,source
2026-Q4,300000,23.10,notice of September
2026-Q4,600000,15.20,notice of September
2026-Q4,,8.40,notice of September
"""
DAY = date(2026, 11, 24)


def imported(app: Flask, file: Path, text: str):
    file.write_text(text, "utf-8")
    return app.test_cli_runner().invoke(args=["market", "usury", "import", str(file)])


def test_imported_ceilings_replace_the_demonstration_and_stay(app: Flask, tmp_path: Path):
    with app.app_context():
        assert tables().law.quarter(DAY).demonstration
        done = imported(app, tmp_path / "q4.csv", CSV)
        assert done.exit_code == 0, done.output
        assert "2026-Q4: 23.10 / 15.20 / 8.40 %" in done.output
        quarter = tables().law.official().quarter(DAY)
        assert quarter.percent(10_000_00) == Decimal("8.40")
        assert imported(app, tmp_path / "q1.csv", CSV.replace("2026-Q4", "2027-Q1")).exit_code == 0
        assert tables().law.official().quarter(DAY) == quarter
        assert tables().law.quarter(date(2027, 3, 31)) is not None


def test_a_wrong_line_is_named_and_nothing_is_taken(app: Flask, tmp_path: Path):
    with app.app_context():
        done = imported(app, tmp_path / "q4.csv", CSV.replace("15.20", "high"))
        assert done.exit_code == 2
        assert "line 3" in done.stderr
        assert tables().law.quarter(DAY).demonstration


def test_official_ceilings_are_never_changed(app: Flask, tmp_path: Path):
    done = imported(app, tmp_path / "q1.csv", CSV.replace("Q4", "Q1"))
    assert done.exit_code == 2
    assert "already held" in done.stderr
