"""What stands in the way of a choice: the other choice to name on its badge, and the rule why."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from configurator import Catalogue, Explanation, NotBlockedError
from store.catalogue.shelf import catalogue_of, engine_of
from store.journeys.choose import group_of, single_groups
from store.journeys.situation import Situation


Words = Mapping[str, str]
KEPT = 8192
AUTHORED = "rule"


@dataclass(frozen=True)
class Obstacle:
    """The choice in the way, and the sentence of the rule; empty where none was authored."""

    name: dict[str, str]
    sentence: dict[str, str]


def obstacle(found: Situation, option: str) -> dict[str, str]:
    """Return the words of the choice that a blocked option does not go with."""
    return _known(found.catalogue.hash, _key(found.journey.decisions), option).name


def reason(found: Situation, option: str) -> dict[str, str]:
    """Return the sentence that says why an option does not go with the present choices."""
    return _known(found.catalogue.hash, _key(found.journey.decisions), option).sentence


def _key(decisions: Mapping[str, bool]) -> tuple[tuple[str, bool], ...]:
    return tuple(sorted(decisions.items()))


@lru_cache(maxsize=KEPT)
def _known(hash_: str, decisions: tuple[tuple[str, bool], ...], option: str) -> Obstacle:
    catalogue = catalogue_of(hash_)
    group = group_of(option)
    others = {name: yes for name, yes in decisions if not _gives_way(catalogue, group, name)}
    try:
        why = engine_of(hash_).explain(others, option)
    except NotBlockedError:
        return Obstacle({}, {})
    return Obstacle(_name(catalogue, why), _sentence(why))


def _gives_way(catalogue: Catalogue, group: str, name: str) -> bool:
    return group in single_groups(catalogue) and group_of(name) == group


def _name(catalogue: Catalogue, why: Explanation) -> dict[str, str]:
    choices = [name for name in why.decisions if not name.startswith("version.")]
    if choices:
        return dict(catalogue.option(choices[0]).label)
    versions = [name for name in why.decisions if name.startswith("version.")]
    if versions:
        return dict.fromkeys(("fr", "en"), catalogue.version(versions[0]).label)
    return {}


def _sentence(why: Explanation) -> dict[str, str]:
    written = [dict(note.sentence) for note in why.rules if note.kind == AUTHORED and note.sentence]
    return written[0] if written else {}
