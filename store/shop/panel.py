"""The configurator's panel: every choice with its state, price and reason, ready to be shown."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from configurator import Availability, Group, Option, OptionView, Version, pack_advice
from store.catalogue.shelf import catalogue_of
from store.journeys.situation import Situation
from store.shop.effects import Effect, wheel_effects
from store.shop.obstacles import obstacle
from store.shop.rows import Badge, Row, Section, State, Words
from store.shop.wording import option_words


def panel(found: Situation) -> tuple[Section, ...]:
    """Return every group of the configurator, the versions first."""
    effects, groups = wheel_effects(found), found.catalogue.groups
    advised = pack_advice(found.catalogue, found.engine, found.journey.decisions)
    saves = {advice.pack: advice.saves_cents for advice in advised}
    return (_versions(found), *(_section(found, group, effects, saves) for group in groups))


def _versions(found: Situation) -> Section:
    rows = (_version_row(found, version) for version in found.catalogue.versions)
    return Section(
        id="version", label={"fr": "Version", "en": "Version"}, single=True, rows=tuple(rows)
    )


def _version_row(found: Situation, version: Version) -> Row:
    return Row(
        option=version.option,
        label=dict.fromkeys(("fr", "en"), version.label),
        note={},
        state="chosen" if version.option in found.options else "free",
        badge=Badge("price", version.price_cents),
    )


def _section(
    found: Situation, group: Group, effects: dict[str, Effect], saves: dict[str, int]
) -> Section:
    version, catalogue = found.summary.version, found.catalogue
    here: list[Row] = []
    elsewhere: list[Row] = []
    offers = _offers(catalogue.hash, version.option)
    for option in group.options:
        offered = offers[option.id]
        row = _row(found, group, option, offered)
        row = replace(row, effect=effects.get(option.id), saves_cents=saves.get(option.id, 0))
        (elsewhere if offered.kind == "absent" else here).append(row)
    return Section(
        id=group.id,
        label=dict(group.label),
        single=group.kind == "one",
        rows=tuple(here),
        elsewhere=tuple(elsewhere),
    )


@lru_cache(maxsize=256)
def _offers(catalogue_hash: str, version_id: str) -> dict[str, Availability]:
    catalogue = catalogue_of(catalogue_hash)
    options = catalogue.parts.options
    return {option.id: catalogue.availability(version_id, option.id) for option in options}


def _row(found: Situation, group: Group, option: Option, offered: Availability) -> Row:
    state = _state(found, group, option)
    adding = state == "free" and group.kind == "any" and offered.kind == "priced"
    return Row(
        option=option.id,
        label=dict(option.label),
        note=dict(option.note),
        state=state,
        badge=_effect_of(found, option) if adding else _badge(found, option, offered, state),
        brings=tuple(_brought(found, option, offered)) if adding else (),
        paint=option.media.get("paint", ""),
    )


def _state(found: Situation, group: Group, option: Option) -> State:
    seen = found.view.options[option.id]
    if option.id in found.options:
        if group.kind == "one" or seen.state in {"chosen", "selectable"}:
            return "chosen"
        return "standard" if option.is_series_on(found.summary.version) else "forced"
    return "blocked" if _in_the_way(found, group, seen) else "free"


def _in_the_way(found: Situation, group: Group, seen: OptionView) -> bool:
    """Say whether another choice must go; one of its own group simply gives way."""
    siblings = (option.id for option in group.options)
    given = group.kind == "one" and any(one in found.journey.decisions for one in siblings)
    return seen.drops is None or seen.drops > int(given)


def _badge(found: Situation, option: Option, offered: Availability, state: State) -> Badge:
    if state == "blocked":
        return Badge("blocked", words=obstacle(found, option.id))
    pack = next(_packs(found, option), None)
    if pack is not None and offered.kind == "priced":
        return Badge("pack", words=dict(pack.label))
    if offered.kind == "series":
        return Badge("standard")
    return Badge("price", offered.price_cents)


def _effect_of(found: Situation, option: Option) -> Badge:
    """Return what ticking an option does to the price, all that it brings included."""
    return Badge("price", found.view.options[option.id].price_delta_cents or 0)


def _brought(found: Situation, option: Option, offered: Availability) -> Iterator[Words]:
    """Yield what an option brings beside itself and its contents, where that costs something."""
    if _effect_of(found, option).cents <= offered.price_cents:
        return
    repair = found.engine.repair(found.journey.decisions, option.id)
    for name in repair.adds:
        if name != option.id and name not in option.contains:
            yield option_words(found.catalogue, name)


def _packs(found: Situation, option: Option) -> Iterator[Option]:
    held = found.catalogue.parts.packs_with(option.id)
    return (pack for pack in held if pack.id in found.options)
