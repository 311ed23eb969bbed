"""Frozen dataclasses to plain JSON values and back, exactly.

A `Decimal` and a `date` become texts, a tuple a list; floats are refused, so that the canonical
form (RFC 8785) is the same on every machine.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import rfc8785


T = TypeVar("T")
Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


class NotPlainError(ValueError):
    """A value that has no exact JSON form, or JSON that is not of the expected shape."""


def to_plain(value: object) -> Plain:
    """Return the JSON value of a dataclass; raises NotPlainError on floats and strangers."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return _nested(value)


def _nested(value: object) -> Plain:
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise NotPlainError(f"{type(value).__name__} has no exact JSON form")


def canonical(value: object) -> bytes:
    """Return the canonical JSON of a dataclass (RFC 8785, UTF-8)."""
    return rfc8785.dumps(to_plain(value))


def from_plain(kind: type[T], value: object) -> T:
    """Return the dataclass that `to_plain` turned into this value.

    Raises:
        NotPlainError: A field is missing, unknown or of the wrong kind; the sentence names it.
    """
    result: T = _read(kind, value, kind.__name__)
    return result


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _read(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401 - any field's type
    origin = get_origin(hint)
    if origin is None:
        reader = _read_dataclass if is_dataclass(hint) else _read_scalar
        return reader(hint, value, where)
    if origin in {Union, UnionType}:
        return _read_union(hint, value, where)
    if origin is tuple:
        return tuple(_read(get_args(hint)[0], item, where) for item in _list(value, where))
    return _read_other(hint, value, where)


def _read_dataclass(kind: Any, value: Any, where: str) -> Any:  # noqa: ANN401 - any field's type
    hints = _hints(kind)
    if not isinstance(value, dict) or set(value) != set(hints):
        raise NotPlainError(f"{where}: the fields of {kind.__name__} are expected, no more or less")
    return kind(**{k: _read(hint, value[k], f"{where}.{k}") for k, hint in hints.items()})


def _read_union(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401 - any field's type
    options = get_args(hint)
    if value is None and type(None) in options:
        return None
    if type(value) is int and int in options:
        return value
    kinds = [option for option in options if option not in {int, type(None)}]
    if not kinds:
        raise NotPlainError(f"{where}: {value!r} is not expected here")
    return _read(kinds[0], value, where)


def _read_other(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401 - any field's type
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            raise NotPlainError(f"{where}: {value!r} is not one of {get_args(hint)}")
        return value
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise NotPlainError(f"{where}: an object of texts is expected")
    return dict(value)


def _read_scalar(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401 - any field's type
    try:
        if hint is Decimal and isinstance(value, str):
            return Decimal(value)
        if hint is date and isinstance(value, str):
            return date.fromisoformat(value)
    except (ValueError, ArithmeticError) as error:
        raise NotPlainError(f"{where}: {value!r} is not a {hint.__name__}") from error
    if type(value) is not hint:
        raise NotPlainError(f"{where}: {value!r} is not a {hint.__name__}")
    return value


def _list(value: Any, where: str) -> list[Any]:  # noqa: ANN401 - any field's type
    if not isinstance(value, list):
        raise NotPlainError(f"{where}: a list is expected")
    return value
