"""The inputs of a worked case, by name and kind."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

from financing.errors import BadData
from financing.reading import exact


Figure = Decimal | str | None
Figures = dict[str, Figure]


class Inputs:
    """A table of a case; a value is found under any of its usual names."""

    def __init__(self, values: object) -> None:
        if not isinstance(values, Mapping):
            raise BadData("case", "inputs and expected are tables")
        self.values = cast("Mapping[str, object]", values)

    def has(self, *names: str) -> bool:
        """Whether a value is given under one of the names."""
        return any(self.values.get(name) is not None for name in names)

    def take(self, *names: str) -> object:
        """The value under the first of the names that is given."""
        for name in names:
            if self.values.get(name) is not None:
                return self.values[name]
        raise BadData("inputs", f"no {' or '.join(names)}")

    def amount(self, *names: str, default: int | None = None) -> Decimal:
        """A number."""
        if default is not None and not self.has(*names):
            return Decimal(default)
        return number(self.take(*names))

    def whole(self, *names: str, default: int | None = None) -> int:
        """A whole number."""
        found = self.amount(*names, default=default)
        if found != int(found):
            raise BadData(names[0], f"{found} is not whole")
        return int(found)

    def day(self, *names: str) -> date:
        """A date."""
        return date.fromisoformat(str(self.take(*names)))

    def text(self, name: str, default: str) -> str:
        """A word, in small letters."""
        return str(self.values.get(name) or default).lower()

    def tables(self, *names: str) -> list["Inputs"]:
        """A list of tables; empty where none is given."""
        if not self.has(*names):
            return []
        rows = self.take(*names)
        if not isinstance(rows, list):
            raise BadData(names[0], "a list is expected")
        return [Inputs(row) for row in rows]


def number(value: object) -> Decimal:
    """A number as it is written; a fraction may be written "13/30" or [13, 30].

    Raises:
        BadData: It is none.
    """
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    exact = fraction(value)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def fraction(value: object) -> Fraction:
    """The same, exact.

    Raises:
        BadData: It is none.
    """
    try:
        if isinstance(value, list):
            return Fraction(_part(value[0]), _part(value[1]))
        if isinstance(value, str):
            over, slash, under = value.partition("/")
            return Fraction(exact(over.strip())) / Fraction(exact(under.strip()) if slash else 1)
        return Fraction(cast("int | Decimal", value))
    except (ValueError, TypeError, IndexError, ZeroDivisionError, OverflowError) as error:
        raise BadData("inputs", f"{value!r} is no number") from error


def _part(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadData("inputs", f"{value!r} is not whole")
    return value
