"""Further usury ceilings from a file, and what they replace."""

from datetime import date
from decimal import Decimal

import pytest

from financing import BadData, read_usury, usury_csv, with_quarters
from tests.financing.examples import LAW


CSV = """quarter,up_to_cents,percent,source
2026-Q4,300000,23.10,notice
2026-Q4,600000,15.20,notice
2026-Q4,,8.40,notice
"""
JSON = """[{"quarter": "2026-Q4", "source": "notice", "bands": [
  {"up_to_cents": 300000, "percent": 23.10},
  {"up_to_cents": 600000, "percent": 15.20}, {"percent": 8.40}]}]"""


@pytest.mark.parametrize("text", [CSV, "\ufeff" + CSV, JSON])
def test_imported_ceilings_take_the_place_of_demonstration_values(text: str):
    law = with_quarters(LAW, read_usury(text))
    quarter = law.quarter(date(2026, 12, 31))
    assert quarter.percent(6_000_01) == Decimal("8.40")
    assert not quarter.demonstration
    assert law.official().quarter(date(2026, 12, 31)) == quarter
    assert [each.key for each in law.quarters] == ["2026-Q1", "2026-Q4"]


def test_what_is_written_is_read_again():
    found = read_usury(CSV + '2027-Q1,,9.05,"notice, of March"\n')
    assert read_usury(usury_csv(found)) == found


def test_official_ceilings_are_imported_again_but_never_changed():
    [held] = LAW.official().quarters
    assert with_quarters(LAW, [held]) == LAW
    with pytest.raises(BadData, match=r"2026-Q1: official ceilings are already held"):
        with_quarters(LAW, read_usury(CSV.replace("Q4", "Q1")))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1: the columns are quarter"),
        ("quarter,percent\n", "line 1: the columns are"),
        (CSV.splitlines()[0], "holds no quarter"),
        (CSV + "2027-Q1,1\n", "line 5: 4 values"),
        (CSV + "2027-Q1,,1,notice,more\n", "line 5: 4 values"),
        (CSV + "2027-Q1,,high,notice\n", "line 5: '', 'high' are no figures"),
        (CSV + "2027-Q1,1.5,9,notice\n", "line 5: '1.5'"),
        (CSV + "2027-Q1,,NaN,notice\n", "line 5.bands"),
        (CSV + "2027-Q5,,9,notice\n", "line 5.quarter: '2027-Q5' is not like"),
        (CSV + "2027-Q1,5,9,notice\n", "line 5.bands: limits rise"),
        (CSV + "2027-Q1,,9,\n", "line 5.source: a text"),
        (CSV + '"2027-Q1\n', "not CSV"),
        ("[", "not JSON"),
        ("[1]", r"quarter\[1\]: a table"),
        (JSON.replace('"source"', '"demonstration": true, "source"'), "only official"),
        (JSON[:-1] + "," + JSON[1:], "2026-Q4: is given twice"),
        ("x" * 2_000_001, "longer than"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(text: str, reason: str):
    with pytest.raises(BadData, match=reason):
        read_usury(text)
