"""Further rows of law tables: what a file must say, and the line that is at fault."""

import pytest

from store.markets import MARKETS, market
from store.markets.law_file import LawFile, WrongLawFile, read_law_file


LAW = """market = "FR"
author = "Claire Martin, legal"

[[regional]]
region = "11"
from = 2027-01-01
until = 2027-12-31
cents_per_cv = 7000
bev_exempt_percent = 0
source = "Délibération du conseil régional"
"""
SCALE = """market = "FR"
author = "Claire Martin"

[[malus_mass]]
from = 2028-01-01
until = 2028-12-31
brackets = [{ from_kg = 1500, euros_per_kg = 10 }]
source = "CIBS art. L421-75"
"""


def read(content: str | bytes) -> LawFile:
    tables = {key: market(key).tables() for key in MARKETS}
    return read_law_file(content.encode() if isinstance(content, str) else content, tables)


def test_a_row_is_read_with_its_table_and_line():
    found = read(LAW)
    assert (found.market, found.author) == ("FR", "Claire Martin, legal")
    assert [(one.table, one.line) for one in found.rows] == [("regional", 4)]
    assert read(SCALE).rows[0].row.figures["brackets"] == [{"from_kg": 1500, "euros_per_kg": 10}]
    assert read(LAW.encode("utf-8-sig")).rows == found.rows


def test_a_row_that_begins_within_another_ends_it_on_its_eve():
    assert read(LAW.replace("2027-01-01", "2026-12-15")).rows[0].row.starts.year == 2026


WRONG = [
    (SCALE.replace("euros_per_kg", "euros"), 7, "other names"),
    (SCALE.replace("= 10", "= true"), 7, "whole number"),
    (SCALE.replace("[{ from_kg = 1500, euros_per_kg = 10 }]", "[]"), 7, "not a list"),
    ("not toml [", 1, "TOML"),
    (b'market = "FR"\n\xe9', 2, "UTF-8"),
    (LAW.encode("utf-16"), 1, "UTF-8"),
    (b"\0", 1, "TOML"),
    ("x = " + "[" * 100_000, 0, "nested"),
    (LAW.replace("7000", "7" * 5_000), 0, "TOML"),
    (LAW.replace("author", "autor"), 1, "author"),
    (LAW.replace('"FR"', '"XX"'), 1, "XX"),
    (LAW.replace("[[regional]]", "[[regionale]]"), 4, "no table"),
    (LAW.replace('region = "11"', 'region = "99"'), 4, "regional:99"),
    (LAW.replace("7000", '"7000"'), 8, "whole number"),
    (LAW.replace("7000", "-1"), 8, "out of range"),
    (LAW.replace("2027-12-31", "never"), 7, "TOML"),
    (LAW.replace("from = 2027-01-01", 'from = "2027-01-01"'), 6, "day"),
    (LAW.replace("until = 2027-12-31", "until = 2026-12-31"), 4, "ends first"),
    (LAW.replace("2027", "2028"), 4, "nothing in force"),
    (LAW.replace("source =", "sauce ="), 10, "sauce"),
    (LAW.split("[[", maxsplit=1)[0], 0, "no row"),
]


@pytest.mark.parametrize(("text", "line", "reason"), WRONG)
def test_a_wrong_file_is_named_by_its_line(text: str | bytes, line: int, reason: str):
    with pytest.raises(WrongLawFile, match=reason) as caught:
        read(text)
    assert caught.value.line == line
