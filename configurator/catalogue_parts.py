"""The parts of a catalogue: versions, groups, options, rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


Labels = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Version:
    """One car on sale: a trim with an engine.

    Attributes:
        price_cents: catalogue price including VAT.
        co2_g: WLTP combined, g/km. mass_kg: in running order. range_km: electric WLTP range.
        lead_weeks: weeks from the order to delivery, without options.
    """

    id: str
    label: str
    trim: str
    trim_label: str
    energy: str
    gearbox: str
    price_cents: int
    power_kw: int
    fiscal_cv: int
    co2_g: int
    mass_kg: int
    range_km: int
    consumption: str
    lead_weeks: int
    source: str

    @property
    def option(self) -> str:
        """Its option id."""
        return f"version.{self.id}"

    @property
    def selectors(self) -> tuple[str, str, str, str]:
        """The selectors that name it, the most particular first."""
        return (self.id, f"trim:{self.trim}", f"energy:{self.energy}", "*")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing that may be chosen.

    Attributes:
        price_cents: where neither standard nor in a chosen pack; ``prices`` overrides by selector.
        series, only, absent: selectors of the versions where it is standard, exists, does not.
        co2_g, mass_kg: what it adds to the version; lead_weeks: weeks it adds.
        contains: ids of the options a pack includes.
    """

    id: str
    group: str
    label: Labels
    note: Labels
    price_cents: int
    prices: Mapping[str, int]
    series: tuple[str, ...]
    only: tuple[str, ...]
    absent: tuple[str, ...]
    co2_g: int
    mass_kg: int
    lead_weeks: int
    contains: tuple[str, ...]
    media: Mapping[str, str]

    def exists_on(self, version: Version) -> bool:
        """Whether the version may have it at all."""
        names = version.selectors
        return any(n in self.only for n in names) and not any(n in self.absent for n in names)

    def is_series_on(self, version: Version) -> bool:
        """Whether the version has it as standard."""
        return self.exists_on(version) and any(n in self.series for n in version.selectors)

    def price_on(self, version: Version) -> int:
        """Its price in cents on a version, outside any pack; 0 where standard."""
        if self.is_series_on(version):
            return 0
        named = (self.prices[n] for n in version.selectors if n in self.prices)
        return next(named, self.price_cents)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Options that belong together; of a ``one`` group a car has exactly one."""

    id: str
    kind: Literal["one", "any"]
    label: Labels
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule between options.

    ``requires``: all of ``when`` need at least one of ``then``.
    ``excludes``: all of ``when`` and any of ``then`` cannot be together.
    """

    id: str
    kind: Literal["requires", "excludes"]
    when: tuple[str, ...]
    then: tuple[str, ...]
    sentence: Labels


@dataclass(frozen=True)
class Parts:
    """What decides which cars can be built and what they cost."""

    versions: tuple[Version, ...]
    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        """Every option of every group, in authored order."""
        return tuple(option for group in self.groups for option in group.options)

    def packs_with(self, option_id: str) -> tuple[Option, ...]:
        """The packs that include an option."""
        return tuple(pack for pack in self.options if option_id in pack.contains)
