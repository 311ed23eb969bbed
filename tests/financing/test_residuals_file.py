"""Residual values from a CSV file."""

from datetime import date

import pytest

from financing import BadData, read_residuals


CSV = """group,months,km,percent
hatch,24,10000,65
hatch,24,20000,60.5
hatch,48,10000,50
hatch,48,20000,45
"""
TERMS = {
    "safety_percent": 90,
    "reference_price_cents": 2_000_000,
    "author": "an expert",
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2026, 12, 31),
    "source": "a file",
}


def test_a_table_is_read_in_whatever_order_its_lines_are():
    lines = CSV.splitlines()
    [table] = read_residuals("\n".join([lines[0], *reversed(lines[1:])]), TERMS)
    assert (table.months, table.km) == ((24, 48), (10_000, 20_000))
    # Half-way along both axes: the mean of the four corners, of which 90 % is committed to.
    assert table.value_cents(2_000_000, 36, 15_000) == 992_250
    assert table.author == "an expert"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1: the columns are group"),
        (CSV.splitlines()[0], "holds no value"),
        (CSV + "hatch,48,20000\n", "line 6"),
        (CSV + "hatch,48,many,1\n", "line 6"),
        (CSV + "hatch,48,20000,45\n", "line 6: hatch"),
        (CSV + "hatch,60,10000,40\n", "hatch: no value for 60 months and 20000 km"),
        (CSV.replace("45", "66"), "hatch.percent: a value never rises"),
        (CSV.replace("45", "NaN"), "hatch.percent"),
        (CSV + '"hatch\n', "not CSV"),
        ("x" * 2_000_001, "longer than"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(text: str, reason: str):
    with pytest.raises(BadData, match=reason):
        read_residuals(text, TERMS)


def test_what_holds_for_the_whole_file_is_checked_too():
    with pytest.raises(BadData, match="author"):
        read_residuals(CSV, {**TERMS, "author": ""})
