"""Read the HR file: every line checked, every problem with its line."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from store import clock
from store.employees.hr_line import COLUMNS, Entitled, Line, LineProblem


__all__ = ["Entitled", "HrFileError", "LineProblem", "read_hr_file"]

MOST_ROWS = 500_000
MOST_PROBLEMS = 200
SEPARATORS = (",", ";")


class HrFileError(ValueError):
    """The file is refused whole; `problems` says why, line by line, at most two hundred."""

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        super().__init__(f"{len(problems)} problems in the HR file")
        self.problems = tuple(problems[:MOST_PROBLEMS])


@dataclass(frozen=True, slots=True)
class _Found:
    """Somebody, and the line that says so."""

    line: int
    person: Entitled


def read_hr_file(text: str, today: date | None = None) -> tuple[Entitled, ...]:
    """Return everyone entitled; beneficiaries follow their sponsor, numbered <number>-B1, -B2 ….

    One line is one employee or retiree, with at most one beneficiary; a second beneficiary has a
    line of their own that repeats the sponsor. Columns are those of `COLUMNS`, in any order,
    separated by commas or semicolons.

    Args:
        text: The file.
        today: No birthday lies after it, or more than 120 years before; the clock's by default.

    Raises:
        HrFileError: with every problem of every line.
    """
    book = _Book()
    for line in _lines(text, today or clock.today()):
        book.take(line)
    problems = sorted([*book.problems, *_twice(book.found)])
    if not book.found and not problems:
        problems = [LineProblem(2, "employee_number", "the file holds nobody")]
    if problems:
        raise HrFileError(problems)
    return tuple(found.person for found in book.found)


def _lines(text: str, today: date) -> Iterator[Line]:
    """Yield the lines as they are numbered in the file; raises HrFileError for what is no table."""
    plain = text.removeprefix("\ufeff")
    head = plain.partition("\n")[0]
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=max(SEPARATORS, key=head.count))
    try:
        names = [name.strip() for name in next(reader, [])]
        lacking = [name for name in COLUMNS if name not in names]
        twice = sorted({name for name in names if name and names.count(name) > 1})
        if lacking or twice:
            problems = [LineProblem(1, name, "column missing") for name in lacking]
            problems += [LineProblem(1, name, "column given twice") for name in twice]
            raise HrFileError(problems)
        for count, cells in enumerate(reader, 1):
            if count > MOST_ROWS:
                raise HrFileError([LineProblem(reader.line_num, "", f"more than {MOST_ROWS} rows")])
            if any(cell.strip() for cell in cells):
                yield Line(reader.line_num, names, cells, today)
    except csv.Error as error:
        raise HrFileError([LineProblem(reader.line_num, "", f"is no table: {error}")]) from error


class _Book:
    """Everyone read so far, with the problems of their lines."""

    def __init__(self) -> None:
        self.found: list[_Found] = []
        self.problems: list[LineProblem] = []
        self._sponsors: dict[str, _Found] = {}
        self._beneficiaries: dict[str, int] = {}

    def take(self, line: Line) -> None:
        """Add the people of a line, or its problems."""
        sponsor = line.sponsor()
        count = self._beneficiaries.get(sponsor.number, 0) + 1
        beneficiary = line.beneficiary(sponsor, count) if line.names_beneficiary else None
        known = self._sponsors.setdefault(sponsor.number, _Found(line.number, sponsor))
        if known.line == line.number:
            self.found.append(known)
        elif known.person != sponsor:
            line.refuse("employee_number", f"is not as on line {known.line}")
        elif beneficiary is None:
            line.refuse("employee_number", f"is on line {known.line} already")
        if beneficiary is not None:
            self._beneficiaries[sponsor.number] = count
            self.found.append(_Found(line.number, beneficiary))
        self.problems += line.problems


def _twice(people: Sequence[_Found]) -> Iterator[LineProblem]:
    """Yield a problem for each address that two people share: it proves who signs in."""
    seen: dict[str, _Found] = {}
    for found in people:
        other = seen.setdefault(found.person.email, found)
        if other is not found and found.person.email:
            reason = f"{found.person.email} belongs to {other.person.number} on line {other.line}"
            yield LineProblem(found.line, "email", reason)
