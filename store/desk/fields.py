"""Form fields whose words are the store's own."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from flask_babel import gettext as _
from typing_extensions import override
from wtforms import DateField, Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.widgets import TextInput

from store import typed_text
from store.typed_text import Unreadable


SPACES = re.compile(r"[\s\u00a0\u202f]+|km|€", re.IGNORECASE)
LONGEST = 20

T = TypeVar("T")


class DayField(DateField):
    """A day of the calendar."""

    @override
    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; ValueError shows beside the field."""
        self.data = None
        if not valuelist or not str(valuelist[0]).strip():
            return
        try:
            self.data = typed_text.day(str(valuelist[0]))
        except Unreadable as error:
            raise ValueError(_(error.sentence)) from error


class WholeField(Field):
    """A whole number, typed with or without spaces and its unit."""

    widget = TextInput()
    data: int | None

    def _value(self) -> str:
        """Return what was typed, else the kept number."""
        return str(self.raw_data[0]) if self.raw_data else _plain(self.data)

    @override
    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; ValueError shows beside the field."""
        self.data = None
        text = SPACES.sub("", str(valuelist[0])) if valuelist else ""
        if not text:
            return
        if not text.isascii() or not text.isdigit() or len(text) > LONGEST:
            raise ValueError(_("Write a whole number, for example 74 200."))
        self.data = int(text)


class EurosField(Field):
    """An amount typed in euros and kept in cents."""

    widget = TextInput()
    data: int | None

    def _value(self) -> str:
        """Return what was typed, else the kept amount in euros."""
        return str(self.raw_data[0]) if self.raw_data else _euros(self.data)

    @override
    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the amount; ValueError shows beside the field."""
        self.data = None
        text = SPACES.sub("", str(valuelist[0])).replace(",", ".") if valuelist else ""
        if not text:
            return
        try:
            amount = Decimal(text[:LONGEST]) * 100
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or amount < 0 or amount != amount.to_integral_value():
            raise ValueError(_("Write an amount in euros, for example 1 500."))
        self.data = int(amount)


def options(pairs: Iterable[tuple[object, str]]) -> list[tuple[Any, str]]:
    """Return the choices of a list from (value, words); the stubs know them as such pairs."""
    return [SelectChoice(value, words) for value, words in pairs]


def given(data: T | None) -> T:
    """Return what a field holds that its form required; raises ValueError where it did not."""
    if data is None:
        raise ValueError("read before the form was validated")
    return data


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _euros(value: object) -> str:
    if not isinstance(value, int):
        return ""
    euros, cents = divmod(value, 100)
    return f"{euros},{cents:02d}" if cents else str(euros)
