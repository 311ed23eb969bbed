"""The HR file: whole or refused, with every problem on its line."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from store.employees.hr_file import HrFileError, read_hr_file
from store.employees.hr_line import COLUMNS


DEMONSTRATION = Path(__file__).parents[3] / "store" / "demo" / "employees.csv"
PAUL = {
    "employee_number": "E1",
    "last_name": "Delmas",
    "first_name": "Paul",
    "birth_date": "1984-03-12",
    "email": "paul@employees.example",
    "status": "employee",
    "hired_on": "2009-09-01",
    "household": "H-1",
}
ANNE = {
    "beneficiary_relation": "spouse",
    "beneficiary_last_name": "Delmas",
    "beneficiary_first_name": "Anne",
    "beneficiary_birth_date": "1986-07-30",
    "beneficiary_email": "anne@example.fr",
}
JADE = {
    "beneficiary_relation": "child",
    "beneficiary_last_name": "Delmas",
    "beneficiary_first_name": "Jade",
    "beneficiary_birth_date": "2007-01-17",
    "beneficiary_email": "jade@example.fr",
}


def a_file(*rows: dict[str, str], separator: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(HrFileError) as caught:
        read_hr_file(text)
    return [(one.line, one.column) for one in caught.value.problems]


def test_the_demonstration_file_is_accepted_with_its_beneficiaries():
    people = read_hr_file(DEMONSTRATION.read_text("utf-8"))
    assert sum(one.status == "employee" for one in people) == 10
    assert sum(one.status == "retiree" for one in people) == 2
    assert "E10001-B1" in {one.number for one in people}
    by_number = {one.number: one for one in people}
    assert all(
        by_number[one.sponsor_number].household == one.household
        for one in people
        if one.sponsor_number
    )


def test_two_beneficiaries_are_two_lines_of_one_employee():
    people = read_hr_file(a_file(PAUL | ANNE, PAUL | JADE))
    assert [(one.number, one.first_name) for one in people] == [
        ("E1", "Paul"),
        ("E1-B1", "Anne"),
        ("E1-B2", "Jade"),
    ]


def test_semicolons_a_mark_and_another_order_of_columns_are_read():
    text = "\ufeff" + a_file(PAUL | ANNE, separator=";")
    rows = [line.split(";") for line in text.removeprefix("\ufeff").splitlines()]
    turned = "\r\n".join(";".join(reversed(row)) for row in rows)
    assert read_hr_file(text) == read_hr_file(turned) == read_hr_file(a_file(PAUL | ANNE))


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"employee_number": ""}, "employee_number"),
        ({"employee_number": "E1; DROP TABLE"}, "employee_number"),
        ({"employee_number": "E" * 16}, "employee_number"),
        ({"last_name": ""}, "last_name"),
        ({"last_name": "x" * 61}, "last_name"),
        ({"first_name": "Pa\x07ul"}, "first_name"),
        ({"birth_date": "12/03/1984"}, "birth_date"),
        ({"birth_date": "2010-01-01"}, "birth_date"),
        ({"birth_date": "2099-01-01", "hired_on": "2100-01-01"}, "birth_date"),
        ({"birth_date": "0001-01-01"}, "birth_date"),
        ({"birth_date": "1905-01-01"}, "birth_date"),
        ({"last_name": "Del\u202emas"}, "last_name"),
        ({"first_name": "<b>Paul</b>"}, "first_name"),
        ({"email": "pául@employees.example"}, "email"),
        ({"hired_on": ""}, "hired_on"),
        ({"hired_on": "2010-W01-1"}, "hired_on"),
        ({"left_on": "2001-01-01"}, "left_on"),
        ({"left_on": "2026-02-30"}, "left_on"),
        ({"email": "paul"}, "email"),
        ({"email": "paul@employees"}, "email"),
        ({"email": "paul@a.example, eve@a.example"}, "email"),
        ({"status": "director"}, "status"),
        ({"household": ""}, "household"),
        ({"beneficiary_email": "anne@example.fr"}, "beneficiary_last_name"),
        (ANNE | {"beneficiary_relation": "friend"}, "beneficiary_relation"),
        (ANNE | {"beneficiary_birth_date": ""}, "beneficiary_birth_date"),
    ],
)
def test_each_problem_is_named_with_its_line_and_column(wrong: dict[str, str], column: str):
    other = PAUL | {"employee_number": "E2", "email": "other@employees.example"}
    assert (3, column) in problems(a_file(other, PAUL | wrong))


def test_every_line_is_checked_before_the_file_is_refused():
    rows = [PAUL | {"employee_number": f"E{n}", "email": "nobody"} for n in range(5)]
    assert {line for line, _ in problems(a_file(*rows))} == {2, 3, 4, 5, 6}


def test_an_address_belongs_to_one_person_whatever_its_case():
    other = PAUL | {"employee_number": "E2", "email": "PAUL@employees.example"}
    assert problems(a_file(PAUL, other)) == [(3, "email")]
    assert problems(a_file(PAUL | ANNE | {"beneficiary_email": PAUL["email"]})) == [(2, "email")]


def test_an_employee_twice_or_told_differently_is_a_problem():
    assert problems(a_file(PAUL, PAUL)) == [(3, "employee_number")]
    assert problems(a_file(PAUL | ANNE, PAUL | JADE | {"household": "H-9"})) == [
        (3, "employee_number")
    ]


def test_a_file_without_a_column_or_without_people_is_refused():
    assert problems("employee_number,last_name\nE1,Delmas\n")[0] == (1, "first_name")
    assert problems(a_file()) == [(2, "employee_number")]
    assert len(problems("")) == len(COLUMNS)


def test_too_many_and_too_few_cells_are_problems():
    head, row = a_file(PAUL).splitlines()
    assert (2, "") in problems(f"{head}\n{row},more\n")
    assert (2, "") in problems(f"{head}\nE1,Delmas\n")


def test_a_file_that_is_no_table_says_so():
    head = a_file(PAUL).splitlines()[0]
    assert problems(f'{head}\n"{"x" * 200_000}"\n') == [(2, "")]


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_whatever_is_sent_is_read_or_refused_with_lines(text: str):
    try:
        found = [one.number for one in read_hr_file(a_file(PAUL) + text)]
    except HrFileError as error:
        found = [f"{one.line} {one.reason}" for one in error.problems if one.line >= 1]
    assert found
