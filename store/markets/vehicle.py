"""The vehicle and the household that are taxed, their figures checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from store.markets.errors import Invalid


Energy = Literal["petrol", "diesel", "e85", "lpg", "mhev", "hev", "phev", "bev", "h2"]
ELECTRIC = frozenset({"bev", "h2"})
HYBRID = frozenset({"mhev", "hev", "phev"})
ENERGIES = frozenset(get_args(Energy))
# The catalogue's everyday words for the kinds the law tells apart.
WORDS: Mapping[str, Energy] = {"electric": "bev", "plugin": "phev", "hybrid": "hev"}
MOST_CO2, MOST_KG, MOST_CV, MOST_SEATS, MOST_CHILDREN = 1000, 7000, 250, 9, 20


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxedVehicle:
    """What is taxed: WLTP g/km, mass in running order in kg, fiscal horsepower.

    A figure may be None: not every country taxes every figure, and one that does refuses it.

    Raises:
        Invalid: A figure is absurd or of the wrong kind; ``code`` names it.
    """

    co2_g: int | Decimal | None
    mass_kg: int | None
    fiscal_cv: int | None
    energy: Energy
    electric_range_km: int = 0
    seats: int = 5

    def __post_init__(self) -> None:
        if self.energy not in ENERGIES:
            raise Invalid("energy_unknown", "This energy is unknown.")
        if self.energy not in ELECTRIC:
            possible("co2", self.co2_g, 0, MOST_CO2)
        possible("mass", self.mass_kg, 300, MOST_KG)
        possible("fiscal_cv", self.fiscal_cv, 1, MOST_CV)
        within("electric_range", self.electric_range_km, 0, 2000)
        within("seats", self.seats, 1, MOST_SEATS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Household:
    """The buyer's children at charge, and a disability card (CMI invalidité) in the household."""

    children: int = 0
    wheelchair: bool = False

    def __post_init__(self) -> None:
        within("children", self.children, 0, MOST_CHILDREN)


def taxed_energy(word: str) -> Energy:
    """Return the taxed kind of a catalogue's energy; raises Invalid ``energy_unknown``."""
    for energy in get_args(Energy):
        if WORDS.get(word, word) == energy:
            found: Energy = energy
            return found
    raise Invalid("energy_unknown", "This energy is unknown.")


def needed(code: str, value: int | Decimal | None) -> int | Decimal:
    """Return a figure the taxes cannot do without; raises Invalid ``<code>_missing``."""
    if value is None:
        raise Invalid(f"{code}_missing", "A figure needed for the registration taxes is missing.")
    return value


def possible(code: str, value: int | Decimal | None, least: int, most: int) -> None:
    """Check a figure if there is one; raises Invalid ``<code>_range``."""
    if value is not None:
        within(code, value, least, most)


def within(code: str, value: int | Decimal | None, least: int, most: int) -> None:
    """Check a figure; raises Invalid ``<code>_missing`` or ``<code>_range``."""
    given = needed(code, value)
    if isinstance(given, bool | float) or not least <= given <= most:
        raise Invalid(f"{code}_range", "A figure needed for the registration taxes is impossible.")
