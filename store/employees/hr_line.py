"""One line of the HR file, read field by field so that every problem of it is named; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from store.email import canonical_email
from store.typed_text import Unreadable, day, email_address, one_line, person_name


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
BENEFICIARY = "beneficiary_"
STATUSES = ("employee", "retiree")
RELATIONS = ("spouse", "partner", "child", "parent")
LONGEST = {"household": 20, "email": 254, "beneficiary_email": 254}
LONGEST_NAME = 60
NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,14}", re.ASCII)
OLDEST = 120  # years
YOUNGEST = 14  # at the hiring


def _mailbox(text: str) -> str:
    return canonical_email(email_address(text))


READERS = {"household": one_line, "email": _mailbox, "beneficiary_email": _mailbox}


@dataclass(frozen=True, order=True)
class LineProblem:
    """What is wrong on one line of the file, in English for the operator's page."""

    line: int
    column: str
    reason: str


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


class Line:
    """One line: `sponsor()` and `beneficiary()` read it, `problems` says what was wrong."""

    def __init__(
        self, number: int, names: Sequence[str], cells: Sequence[str], today: date
    ) -> None:
        self.number, self._today = number, today
        self.problems: list[LineProblem] = []
        pairs = zip_longest(names, cells, fillvalue="")
        self.row = {name: cell.strip() for name, cell in pairs if name}
        if len(cells) != len(names):
            self.refuse("", f"has {len(cells)} cells, not {len(names)}")

    @property
    def names_beneficiary(self) -> bool:
        """Whether anything of a beneficiary is on the line."""
        return any(self.row[name] for name in COLUMNS if name.startswith(BENEFICIARY))

    def refuse(self, column: str, reason: str) -> None:
        """Keep a problem of this line, once."""
        problem = LineProblem(self.number, column, reason)
        if problem not in self.problems:
            self.problems.append(problem)

    def sponsor(self) -> Entitled:
        """Read the employee or retiree of the line."""
        if not NUMBER.fullmatch(self.row["employee_number"]):
            self.refuse("employee_number", "needs 1 to 15 letters, digits or hyphens")
        hired = self._day("hired_on")
        left = self._day("left_on", needed=False)
        if hired and left and left < hired:
            self.refuse("left_on", "is before the day of hiring")
        return Entitled(
            number=self.row["employee_number"],
            first_name=self._text("first_name"),
            last_name=self._text("last_name"),
            birth_date=self._born("birth_date", hired),
            email=self._text("email"),
            status=self._one_of("status", STATUSES),
            household=self._text("household"),
            sponsor_number=None,
            hired_on=hired,
            left_on=left,
        )

    def beneficiary(self, sponsor: Entitled, count: int) -> Entitled:
        """Read the beneficiary of the line, the sponsor's `count`-th."""
        self._one_of("beneficiary_relation", RELATIONS)
        return Entitled(
            number=f"{sponsor.number}-B{count}",
            first_name=self._text("beneficiary_first_name"),
            last_name=self._text("beneficiary_last_name"),
            birth_date=self._born("beneficiary_birth_date", None),
            email=self._text("beneficiary_email"),
            status="beneficiary",
            household=sponsor.household,
            sponsor_number=sponsor.number,
            hired_on=None,
            left_on=None,
        )

    def _text(self, column: str) -> str:
        value, most = self.row[column], LONGEST.get(column, LONGEST_NAME)
        if not value:
            self.refuse(column, "is empty")
            return value
        try:
            value = READERS.get(column, person_name)(value)
        except Unreadable as error:
            self.refuse(column, f"{value[:60]!r} cannot be used: {error}")
        if len(value) > most:
            self.refuse(column, f"has more than {most} signs")
        return value

    def _one_of(self, column: str, known: tuple[str, ...]) -> str:
        if self.row[column] not in known:
            self.refuse(column, f"is {self.row[column][:40]!r}, not one of {', '.join(known)}")
        return self.row[column]

    def _born(self, column: str, hired: date | None) -> date:
        born = self._day(column)
        if born and born > self._today:
            self.refuse(column, "is still to come")
        elif born and self._today.year - born.year > OLDEST:
            self.refuse(column, f"is more than {OLDEST} years ago")
        if born and hired and hired <= born:
            self.refuse(column, "is after the day of hiring")
        elif born and hired and hired.year - born.year < YOUNGEST:
            self.refuse(column, f"makes somebody hired before the age of {YOUNGEST}")
        return born or date.min

    def _day(self, column: str, *, needed: bool = True) -> date | None:
        value = self.row[column]
        if not value and not needed:
            return None
        try:
            found = day(value)
        except Unreadable:
            found = None
        if found is None or found.isoformat() != value:
            self.refuse(column, f"{value[:40]!r} is not a day (YYYY-MM-DD)")
        return found
