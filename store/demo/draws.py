"""Numbers that look drawn by lot and are always the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar


T = TypeVar("T")


@dataclass(frozen=True)
class Draw:
    """The numbers of one thing: SHA-256 of the seed, the thing and what is being decided.

    A decision added later leaves the others as they were.
    """

    seed: int
    thing: int

    def number(self, what: str, below: int) -> int:
        """Return a whole number from 0, below ``below``."""
        digest = sha256(f"{self.seed}/{self.thing}/{what}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % below

    def one(self, what: str, among: Sequence[T]) -> T:
        """Return one of a sequence that is not empty."""
        return among[self.number(what, len(among))]
