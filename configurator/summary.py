"""One complete configuration as lines that sum to its price."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from configurator.catalogue_parts import Labels, Option, Parts, Version
from configurator.errors import IncompleteError, UnknownOptionError


@dataclass(frozen=True)
class CarLine:
    """One line of a car's price.

    Attributes:
        option: option id.
        label: its words by language.
        cents: what it adds, VAT included.
        reason: ``base`` (the version), ``priced``, ``series`` (standard) or ``pack`` (in ``pack``).
        pack: the pack that includes it, where that is why it is free.
    """

    option: str
    label: Labels
    cents: int
    reason: Literal["base", "priced", "series", "pack"]
    pack: str | None = None


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A complete configuration, priced; the lines sum to ``price_cents``, the base line first."""

    version: Version
    lines: tuple[CarLine, ...]
    price_cents: int
    co2_g: int
    mass_kg: int
    fiscal_cv: int
    power_kw: int
    range_km: int
    energy: str
    gearbox: str
    lead_weeks: int


def summarise(parts: Parts, options: Collection[str]) -> Summary:
    """Price and describe a configuration.

    Args:
        parts: the catalogue.
        options: every option the car has, its version included.

    Raises:
        UnknownOptionError: a name is not of this catalogue.
        IncompleteError: not a complete, valid configuration; says which rule it breaks.
    """
    chosen = frozenset(options)
    known = {v.option for v in parts.versions} | {o.id for o in parts.options}
    for name in sorted(chosen - known):
        raise UnknownOptionError(name)
    version = _one_version(parts, chosen)
    for broken in _broken(parts, version, chosen):
        raise IncompleteError(broken)
    on = [option for option in parts.options if option.id in chosen]
    lines = (
        CarLine(
            version.option, dict.fromkeys(("fr", "en"), version.label), version.price_cents, "base"
        ),
        *(_line(parts, version, option, chosen) for option in on),
    )
    return Summary(
        version=version,
        lines=lines,
        price_cents=sum(line.cents for line in lines),
        co2_g=max(0, version.co2_g + sum(o.co2_g for o in on)),
        mass_kg=version.mass_kg + sum(o.mass_kg for o in on),
        fiscal_cv=version.fiscal_cv,
        power_kw=version.power_kw,
        range_km=version.range_km,
        energy=version.energy,
        gearbox=version.gearbox,
        lead_weeks=version.lead_weeks + max((o.lead_weeks for o in on), default=0),
    )


def _one_version(parts: Parts, chosen: frozenset[str]) -> Version:
    versions = [v for v in parts.versions if v.option in chosen]
    if len(versions) != 1:
        raise IncompleteError(f"a car has exactly one version, not {len(versions)}")
    return versions[0]


def _line(parts: Parts, version: Version, option: Option, chosen: frozenset[str]) -> CarLine:
    if option.is_series_on(version):
        return CarLine(option.id, option.label, 0, "series")
    pack = next((p.id for p in parts.packs_with(option.id) if p.id in chosen), None)
    if pack:
        return CarLine(option.id, option.label, 0, "pack", pack)
    return CarLine(option.id, option.label, option.price_on(version), "priced")


def _broken(parts: Parts, version: Version, chosen: frozenset[str]) -> Iterator[str]:
    for group in parts.groups:
        taken = [o.id for o in group.options if o.id in chosen]
        if group.kind == "one" and len(taken) != 1:
            yield f"{group.id} needs exactly one choice, not {len(taken)}"
        missing = [o.id for o in group.options if o.is_series_on(version) and o.id not in chosen]
        if group.kind == "any" and missing:
            yield f"{missing[0]} is standard on {version.id}"
    yield from _broken_options(parts, version, chosen)
    yield from _broken_rules(parts, chosen)


def _broken_options(parts: Parts, version: Version, chosen: frozenset[str]) -> Iterator[str]:
    for option in (o for o in parts.options if o.id in chosen):
        if not option.exists_on(version):
            yield f"{option.id} does not exist on {version.id}"
        for name in sorted(set(option.contains) - chosen):
            yield f"{option.id} includes {name}"


def _broken_rules(parts: Parts, chosen: frozenset[str]) -> Iterator[str]:
    for rule in parts.rules:
        if chosen.issuperset(rule.when):
            together = not chosen.isdisjoint(rule.then)
            if together == (rule.kind == "excludes"):
                yield f"rule {rule.id}: {rule.sentence['en']}"
