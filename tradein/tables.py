"""The tables a country's rules are made of."""

from collections.abc import Mapping
from dataclasses import dataclass


Text = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Zone:
    """A part that can be damaged: its group (body, glass, wheel, cabin), cost, name."""

    group: str
    permille: int
    name: Text


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of damage: the groups of zones it may be on, its cost by severity 1 to 3."""

    groups: tuple[str, ...]
    costs_cents: tuple[int, int, int]
    name: Text


@dataclass(frozen=True, kw_only=True)
class Shares:
    """What is taken off in thousandths of the trade value, together under 1,000."""

    margin: int
    margin_least_cents: int
    owner: int
    owners_free: int
    owners_most: int
    service: Mapping[str, int]
    accident: Mapping[str, int]
    ex_rental: int


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """What is taken off in cents, and how the offer is rounded."""

    preparation: int
    tyres: Mapping[str, int]
    key_missing: int
    keys_expected: int
    inspection_missing: int
    warning_lights: int
    floor: int
    round_to: int


@dataclass(frozen=True, kw_only=True)
class Validity:
    """How long an offer holds and what the dealer may find without changing it."""

    days: int
    km: int
    tolerance_cents: int


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Beyond these a person looks at the car first."""

    half_width_permille: int
    age_years: int
    km_a_year: int
    power_ratio_permille: int
