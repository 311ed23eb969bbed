"""What the forms of the journey share: words, money and numbers as people type them."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast

import email_validator
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from typing_extensions import override
from wtforms import Field, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.validators import ValidationError

from store.lazy import _l
from store.markets import Invalid


__all__ = ["EurosField", "StepForm", "WholeField", "_l", "address_of", "options"]

SPACES = re.compile(r"[\s\u00a0\u202f]+|km|€", re.IGNORECASE)
LONGEST = 20


class StepForm(FlaskForm):
    """A form of the journey: it shows what was typed, else what the journey holds."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        """Read the running request, or the kept answers.

        Args:
            kept: Field name -> kept value, for a page that is only looked at.
        """
        super().__init__(data=dict(kept or {}))

    def refuse(self, name: str, words: str) -> None:
        """Put an error beside a field."""
        field: Field = self[name]
        field.errors = [*field.errors, words]

    def refuse_invalid(self, name: str, error: Invalid) -> None:
        """Put what the market refuses beside a field."""
        self.refuse(name, _(error.sentence))


class WholeField(StringField):
    """A whole number, typed with or without spaces and its unit."""

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
        self.data = cast("Any", int(text))


class EurosField(StringField):
    """An amount typed in euros and kept in cents."""

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
        self.data = cast("Any", int(amount))


def options(pairs: Iterable[tuple[object, str]]) -> Any:  # noqa: ANN401  newer than its stubs
    """Return the choices of a list from (value, words)."""
    return [SelectChoice(value, words) for value, words in pairs]


def address_of(typed: str) -> str:
    """Return an e-mail address as it is kept; nothing is asked of the network.

    Raises:
        ValidationError: it is none.
    """
    try:
        found = email_validator.validate_email(typed.strip(), check_deliverability=False)
    except email_validator.EmailNotValidError as error:
        raise ValidationError(_("Check the address, for example name@example.fr.")) from error
    return found.normalized


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _euros(value: object) -> str:
    if not isinstance(value, int):
        return ""
    euros, cents = divmod(value, 100)
    return f"{euros},{cents:02d}" if cents else str(euros)
