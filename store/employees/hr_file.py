"""Read the HR file: every line checked, every problem with its line; pure."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date


COLUMNS = (
    "employee_number",
    "last_name",
    "first_name",
    "birth_date",
    "email",
    "status",
    "hired_on",
    "left_on",
    "household",
    "beneficiary_relation",
    "beneficiary_last_name",
    "beneficiary_first_name",
    "beneficiary_birth_date",
    "beneficiary_email",
)
STATUSES = ("employee", "retiree")
MOST_ROWS = 500_000


@dataclass(frozen=True)
class LineProblem:
    """What is wrong on one line of the file, in English for the operator's page."""

    line: int
    column: str
    reason: str


class HrFileError(ValueError):
    """The file is refused whole; `problems` says why, line by line."""

    def __init__(self, problems: tuple[LineProblem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the HR file")
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Entitled:
    """One person of the file: an employee, a retiree, or a beneficiary with a sponsor."""

    number: str
    first_name: str
    last_name: str
    birth_date: date
    email: str
    status: str
    household: str
    sponsor_number: str | None
    hired_on: date | None
    left_on: date | None


def read_hr_file(text: str) -> tuple[Entitled, ...]:
    """Return everyone entitled; beneficiaries follow their sponsor, numbered <number>-B1, -B2 ….

    Raises:
        HrFileError: with every problem of every line.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    lacking = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if lacking:
        raise HrFileError(tuple(LineProblem(1, name, "column missing") for name in lacking))
    people: list[Entitled] = []
    problems: list[LineProblem] = []
    for row in reader:
        found = _Line(reader.line_num, {k: (v or "").strip() for k, v in row.items() if k})
        people += found.people(len([p for p in people if p.sponsor_number == found.number]))
        problems += found.problems
    problems += _twice(people)
    if not people and not problems:
        problems.append(LineProblem(2, "employee_number", "the file holds nobody"))
    if problems:
        raise HrFileError(tuple(problems))
    return tuple(people)


def _twice(people: list[Entitled]) -> Iterator[LineProblem]:
    seen: dict[str, str] = {}
    for person in people:
        other = seen.setdefault(person.email.lower(), person.number)
        if other != person.number:
            yield LineProblem(0, "email", f"{person.number} and {other} share {person.email}")


class _Line:
    """One line, read field by field so that every problem of it is named."""

    def __init__(self, line: int, row: Mapping[str, str]) -> None:
        self.line, self.row = line, row
        self.problems: list[LineProblem] = []
        self.number = row["employee_number"]

    def people(self, beneficiaries_before: int) -> list[Entitled]:
        """Return the employee and the beneficiary of this line; empty when it has a problem."""
        sponsor = self._person("", self.number, None)
        found = [] if beneficiaries_before else [sponsor]
        if self.row["beneficiary_relation"]:
            number = f"{self.number}-B{beneficiaries_before + 1}"
            found.append(self._person("beneficiary_", number, self.number))
        return [] if self.problems else found

    def _person(self, prefix: str, number: str, sponsor: str | None) -> Entitled:
        status = "beneficiary" if sponsor else self._one_of("status", STATUSES)
        return Entitled(
            number=number,
            first_name=self._text(f"{prefix}first_name"),
            last_name=self._text(f"{prefix}last_name"),
            birth_date=self._day(f"{prefix}birth_date") or date.min,
            email=self._email(f"{prefix}email"),
            status=status,
            household=self._text("household"),
            sponsor_number=sponsor,
            hired_on=self._day("hired_on"),
            left_on=self._day("left_on", needed=False),
        )

    def _refuse(self, column: str, reason: str) -> None:
        problem = LineProblem(self.line, column, reason)
        if problem not in self.problems:
            self.problems.append(problem)

    def _text(self, column: str) -> str:
        if not self.row[column]:
            self._refuse(column, "is empty")
        return self.row[column]

    def _one_of(self, column: str, known: tuple[str, ...]) -> str:
        if self.row[column] not in known:
            self._refuse(column, f"is {self.row[column]!r}, not one of {', '.join(known)}")
        return self.row[column]

    def _email(self, column: str) -> str:
        name, at, host = self._text(column).partition("@")
        if not (name and at and "." in host):
            self._refuse(column, f"{self.row[column]!r} is not an address")
        return self.row[column]

    def _day(self, column: str, *, needed: bool = True) -> date | None:
        if not self.row[column] and not needed:
            return None
        try:
            return date.fromisoformat(self.row[column])
        except ValueError:
            self._refuse(column, f"{self.row[column]!r} is not a day (YYYY-MM-DD)")
            return None
