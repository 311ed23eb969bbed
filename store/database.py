"""The declarative base, column types and the write transaction every verb runs in."""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, MetaData, String, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry
from typing_extensions import override

from store.email import canonical_email


NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Email(TypeDecorator[str]):
    """A column of e-mail addresses: each is stored, and looked for, in its one spelling."""

    impl = String(254)  # RFC 5321, 4.5.3.1.3, without the angle brackets
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else canonical_email(value)


class Base(DeclarativeBase):
    """Every table's parent; the types of its columns are in the registry."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime,
            dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
            list[str]: JSON().with_variant(JSONB(), "postgresql"),
        },
    )


Id = String(24)
Cents = BigInteger
Document = Text


def new_verification_id() -> str:
    """Return 128 random bits, 32 hexadecimal digits: what a paper is known by to whoever holds it.

    Not a hash of what the paper says: two buyers of the same car at the same price hold two papers.
    """
    return secrets.token_hex(16)


def new_id() -> str:
    """Return an id of 96 random bits: safe to show in an address, impossible to guess."""
    return secrets.token_hex(12)
