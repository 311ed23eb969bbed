"""Values of this package as plain JSON values, always the same bytes for the same value."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal


Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """A dataclass, mapping, sequence, date or decimal as JSON values.

    Fields that a dataclass keeps out of its own text are left out; what it names in `derived` is
    added. Dates become ISO texts; decimals become texts with all their digits and no exponent.

    Raises:
        TypeError: A value of another kind, a float above all.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _plain_collection(value)


def _plain_collection(value: object) -> Plain:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [entry.name for entry in dataclasses.fields(value) if entry.repr]
        names += getattr(value, "derived", ())
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    raise TypeError(f"no plain form for {type(value).__name__}")
