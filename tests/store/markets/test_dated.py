from datetime import date

import pytest

from store.markets import BrokenTable
from store.markets.dated import Dated, check_rows, read_rows


def row(starts: str, until: str | None = None) -> Dated:
    last = date.fromisoformat(until) if until else None
    return Dated(starts=date.fromisoformat(starts), until=last, source="law")


def test_rows_that_touch_are_sound():
    assert check_rows((row("2025-01-01", "2025-12-31"), row("2026-01-01")), "t") == ()


@pytest.mark.parametrize(
    ("first_end", "sentence"),
    [("2025-12-30", "nothing in force"), ("2026-01-01", "overlaps"), (None, "overlaps")],
)
def test_a_gap_or_an_overlap_is_found(first_end: str | None, sentence: str):
    (fault,) = check_rows((row("2025-01-01", first_end), row("2026-01-01")), "t")
    assert sentence in fault


def test_a_row_that_ends_before_it_starts_is_found():
    assert "ends first" in check_rows((row("2025-01-02", "2025-01-01"),), "t")[0]


@pytest.mark.parametrize("table", [{"from": date(2025, 1, 1)}, {"frm": 1, "source": "x"}])
def test_a_missing_or_misspelt_field_is_named_with_its_row(table: dict[str, object]):
    with pytest.raises(BrokenTable, match=r"t\.toml, row 1: missing or unknown"):
        read_rows(Dated, [table], "t.toml")
