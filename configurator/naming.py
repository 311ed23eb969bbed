"""Checks of a catalogue that need only its names and prices."""

from collections.abc import Iterator, Mapping

from configurator.catalogue_parts import Option, Parts, Version
from configurator.errors import Problem
from configurator.toml_lines import Table


Lines = Mapping[str, Table]


def check(parts: Parts, lines: Lines) -> list[Problem]:
    """Find unknown names, missing parts, pack cycles and packs dearer than their parts.

    Args:
        parts: the catalogue as read.
        lines: option id, ``group:<id>`` or ``rule:<id>`` -> its table in the document.
    """
    problems = list(_emptiness(parts, lines))
    problems += _selectors(parts, lines)
    problems += _references(parts, lines)
    return problems or [*_cycles(parts, lines), *_one_groups(parts, lines), *_dear(parts, lines)]


def _emptiness(parts: Parts, lines: Lines) -> Iterator[Problem]:
    if not parts.versions:
        yield Problem(1, "document", "there is no version")
    for group in parts.groups:
        if not group.options:
            line = lines[f"group:{group.id}"].line
            yield Problem(line, f"group {group.id}", "the group has no option")


def _selectors(parts: Parts, lines: Lines) -> Iterator[Problem]:
    known = {name for version in parts.versions for name in version.selectors}
    for option in parts.options:
        named = {
            "series": option.series,
            "only": option.only,
            "not": option.absent,
            "prices": option.prices,
        }
        for key, names in named.items():
            for name in sorted(set(names) - known):
                line = lines[option.id].at(key)
                yield Problem(line, f"option {option.id}", f"{key} names no version: {name!r}")


def _references(parts: Parts, lines: Lines) -> Iterator[Problem]:
    options = {option.id for option in parts.options}
    known = options | {version.option for version in parts.versions}
    for option in parts.options:
        for name in sorted(set(option.contains) - options):
            line = lines[option.id].at("contains")
            yield Problem(line, f"option {option.id}", f"contains an unknown option {name!r}")
    yield from _rule_references(parts, lines, known)


def _rule_references(parts: Parts, lines: Lines, known: set[str]) -> Iterator[Problem]:
    for rule in parts.rules:
        table = lines[f"rule:{rule.id}"]
        for key, names in (("when", rule.when), ("then", rule.then)):
            if not names:
                yield Problem(table.at(key), f"rule {rule.id}", f"{key} is empty")
            for name in sorted(set(names) - known):
                reason = f"{key} names an unknown option {name!r}"
                yield Problem(table.at(key), f"rule {rule.id}", reason)


def _cycles(parts: Parts, lines: Lines) -> Iterator[Problem]:
    contains = {option.id: option.contains for option in parts.options}
    for option in parts.options:
        reached, waiting = set[str](), list(option.contains)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting.extend(contains[name])
        if option.id in reached:
            line = lines[option.id].at("contains")
            yield Problem(line, f"option {option.id}", "the pack contains itself in the end")


def _one_groups(parts: Parts, lines: Lines) -> Iterator[Problem]:
    for group in parts.groups:
        if group.kind != "one":
            continue
        line = lines[f"group:{group.id}"].line
        for version in parts.versions:
            if not any(option.exists_on(version) for option in group.options):
                reason = f"version {version.id} has no option of this group"
                yield Problem(line, f"group {group.id}", reason)


def _dear(parts: Parts, lines: Lines) -> Iterator[Problem]:
    by_id = {option.id: option for option in parts.options}
    for pack in parts.options:
        for version in parts.versions if pack.contains else ():
            contained = [by_id[name] for name in pack.contains]
            dear = _dearer_by(pack, contained, version)
            if dear > 0:
                reason = f"dearer by {dear} cents than its parts on version {version.id}"
                yield Problem(lines[pack.id].at("price_cents"), f"option {pack.id}", reason)


def _dearer_by(pack: Option, contained: list[Option], version: Version) -> int:
    if not all(option.exists_on(version) for option in [pack, *contained]):
        return 0
    return pack.price_on(version) - sum(option.price_on(version) for option in contained)
