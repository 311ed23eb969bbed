"""Asking a register what car a plate or VIN belongs to; typing it in stays possible always."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from tradein.errors import InvalidFactsError
from tradein.identity import Plate, Vin, read_plate, read_vin


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a register knows of a car; empty or 0 where it does not."""

    brand: str
    model: str
    version: str = ""
    first_registration: str = ""
    fuel: str = ""
    gearbox: str = ""
    power_hp: int = 0
    body: str = ""
    vin: str = ""


@dataclass(frozen=True)
class Answer:
    """One car, several versions to choose from, none, or no answer at all."""

    kind: Literal["one", "several", "not_found", "unavailable"]
    entries: tuple[Entry, ...] = ()


class Register(Protocol):
    """A source of registrations: a state's, a data house's, or the local one below."""

    def lookup(self, identity: Plate | Vin) -> Answer:
        """Look a car up. Never raises for a car or a service that is not there."""
        ...


@dataclass(frozen=True)
class LocalRegister:
    """The twin for tests and demonstrations: entries by plate ("AB-123-CD") or VIN.

    `open` false answers as a service that is down.
    """

    entries: Mapping[str, Sequence[Entry]]
    open: bool = True

    def lookup(self, identity: Plate | Vin) -> Answer:
        """Look a car up among the entries."""
        if not self.open:
            return Answer("unavailable")
        found = tuple(self.entries.get(identity.text, ()))
        kinds: tuple[Literal["not_found", "one"], ...] = ("not_found", "one")
        return Answer(kinds[len(found)] if len(found) < len(kinds) else "several", found)


def read_identity(typed: str) -> Plate | Vin:
    """A plate or a VIN, whichever it is.

    Raises:
        InvalidFactsError: When it is neither, as the plate's error.
    """
    try:
        return read_vin(typed)
    except InvalidFactsError:
        return read_plate(typed)
