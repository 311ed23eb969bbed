"""One click in the configurator: taken at once, or answered with the cheapest repair."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from configurator import Catalogue, Engine, Repair, UnknownOptionError
from store.catalogue.shelf import catalogue_of, engine_of, view_of
from store.extensions import db, transaction
from store.models import Journey


FREE = frozenset({"selectable", "chosen", "forced"})
WAYS = 3  # to make room for a choice, the cheapest first


class FixedCar(ValueError):
    """A stock car is built: its configuration cannot change."""


class UnknownWay(LookupError):
    """Room for a choice cannot be made in as many ways."""


@dataclass(frozen=True)
class Click:
    """What a click leads to: the new decisions, or the repair to offer first."""

    decisions: Mapping[str, bool]
    repair: Repair | None = None


def click(
    catalogue: Catalogue, engine: Engine, decisions: Mapping[str, bool], option: str
) -> Click:
    """Decide what choosing an option does; nothing is saved.

    Within a group of which a car has exactly one, the new choice takes the old one's place. Where
    a rule still stands in the way, the cheapest repair is offered and nothing changes yet.
    """
    others = _without_siblings(catalogue, decisions, option)
    seen = view_of(catalogue.hash, frozenset(others.items()))
    if seen.options[option].state in FREE:
        return Click({**others, option: True})
    return Click(decisions, engine.repair(others, option))


def ways(
    catalogue: Catalogue, engine: Engine, decisions: Mapping[str, bool], option: str
) -> list[Repair]:
    """Return how to make room for an option, the fewest choices given up and cheapest first.

    Where a choice of which a car has exactly one must go, another one in its place is a way too:
    those that change the price least.
    """
    found = engine.ways(_without_siblings(catalogue, decisions, option), option, WAYS)
    best = found[0]
    seen = engine.view(best.decisions).options
    others = {
        name: abs(best.price_delta_cents + (seen[name].price_delta_cents or 0))
        for gone in best.drops
        if group_of(gone) in single_groups(catalogue)
        for name in catalogue.option_ids
        if group_of(name) == group_of(gone) and seen[name].state == "selectable"
        if name not in best.configuration.options
    }
    nearest = sorted(others, key=lambda name: (others[name], name))[: WAYS - len(found)]
    return found + [engine.repair({**best.decisions, name: True}, option) for name in nearest]


def _without_siblings(
    catalogue: Catalogue, decisions: Mapping[str, bool], option: str
) -> dict[str, bool]:
    if option not in catalogue.option_ids:
        raise UnknownOptionError(option)
    group, single = group_of(option), single_groups(catalogue)
    return {
        name: wanted
        for name, wanted in decisions.items()
        if name != option and not (group in single and group_of(name) == group)
    }


def group_of(option: str) -> str:
    """Return the group of an option, "version" for a version."""
    return option.partition(".")[0]


def single_groups(catalogue: Catalogue) -> set[str]:
    """Return the groups of which a car has exactly one."""
    return {"version"} | {group.id for group in catalogue.groups if group.kind == "one"}


@dataclass(frozen=True)
class Taken:
    """What became of a click: the journey as it is now and its decisions before.

    `repair` is what to offer where nothing changed because other choices are in the way.
    """

    journey: Journey
    before: Mapping[str, bool]
    repair: Repair | None = None


def choose(journey_id: str, option: str, *, wanted: bool, at: datetime) -> Taken:
    """Take a click on an option, or return the repair to offer.

    Raises:
        FixedCar: the journey is for a stock car.
        configurator.UnknownOptionError: no such option in the journey's price list.
    """
    with transaction(reread=False):
        journey = _open(journey_id)
        catalogue, engine = catalogue_of(journey.catalogue_hash), engine_of(journey.catalogue_hash)
        before = journey.decisions
        if wanted:
            outcome = click(catalogue, engine, before, option)
        else:
            outcome = Click({k: v for k, v in before.items() if k != option})
        _keep(journey, outcome.decisions, at)
    return Taken(journey, before, outcome.repair)


def swap(journey_id: str, option: str, way: int, at: datetime) -> Taken:
    """Accept a way to make room for an option, by its place among `ways`.

    Raises:
        UnknownWay: there are not as many.
    """
    with transaction(reread=False):
        journey = _open(journey_id)
        catalogue, engine = catalogue_of(journey.catalogue_hash), engine_of(journey.catalogue_hash)
        before = journey.decisions
        found = ways(catalogue, engine, before, option)
        if not 0 <= way < len(found):
            raise UnknownWay(way)
        _keep(journey, found[way].decisions, at)
    return Taken(journey, before)


def restore(journey_id: str, decisions: Mapping[str, bool], at: datetime) -> Taken:
    """Undo: put earlier decisions back, where the price list still knows and allows them."""
    with transaction(reread=False):
        journey = _open(journey_id)
        engine = engine_of(journey.catalogue_hash)
        engine.view(decisions)
        before = journey.decisions
        _keep(journey, decisions, at)
    return Taken(journey, before)


def _open(journey_id: str) -> Journey:
    journey = db.session.get_one(Journey, journey_id, with_for_update=True)
    if journey.stock_vehicle_id:
        raise FixedCar(journey_id)
    return journey


def _keep(journey: Journey, decisions: Mapping[str, bool], at: datetime) -> None:
    if dict(decisions) != journey.decisions:
        journey.decisions = dict(decisions)
        journey.updated_at = at
