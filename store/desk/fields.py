"""Form fields whose words are the store's own."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from flask_babel import get_locale, gettext as _
from typing_extensions import override
from wtforms import DateField, Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.widgets import TextInput

from store import typed_text
from store.typed_numbers import NotANumberError, read_cents, read_decimal, read_whole, write_cents
from store.typed_text import Unreadable


T = TypeVar("T")


class DayField(DateField):
    """A day of the calendar."""

    @override
    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; ValueError shows beside the field."""
        self.data = None
        if not _typed(self):
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
        if not _typed(self):
            return
        try:
            self.data = read_whole(valuelist[0], _language())
        except NotANumberError as error:
            raise ValueError(_("Write a whole number, for example 74,200.")) from error


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
        if not _typed(self):
            return
        try:
            self.data = read_cents(valuelist[0], _language())
        except NotANumberError as error:
            raise ValueError(
                _("Write an amount in euros, at most two decimals, for example 1,500.")
            ) from error


class PercentField(Field):
    """A percent of at most four decimals."""

    widget = TextInput()
    data: Decimal | None

    def _value(self) -> str:
        """Return what was typed."""
        return str(self.raw_data[0]) if self.raw_data else ""

    @override
    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the percent; ValueError shows beside the field."""
        self.data = None
        if not _typed(self):
            return
        try:
            self.data = read_decimal(valuelist[0], _language(), places=4)
        except NotANumberError as error:
            raise ValueError(_("Write a percent, for example 4.5.")) from error


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
    return write_cents(value, _language()) if isinstance(value, int) else ""


def _typed(field: Field) -> bool:
    """Say whether something was typed; spaces alone are nothing, for the validators too."""
    if field.raw_data and not str(field.raw_data[0]).strip():
        field.raw_data = []
    return bool(field.raw_data)


def _language() -> str:
    return str(get_locale())
