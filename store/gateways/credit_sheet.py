"""What the information sheet of a credit says, word for word, ready to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass


Table = Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class CreditSheet:
    """A sheet in one language, every word and amount as it is printed.

    Attributes:
        parts: Title and (label, value) lines of each part.
        schedule: Title, column heads, and the rows under them.
        identity: What the file is known by: 32 characters.
    """

    language: str
    brand: str
    brand_name: str
    title: str
    lead: str
    seller: str
    parts: Sequence[tuple[str, Table]]
    schedule_title: str
    heads: Sequence[str]
    schedule: Table
    warning: str
    identity: str
