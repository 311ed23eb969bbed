"""Packs that cost less than the parts one has chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from configurator.catalogue import Catalogue
from configurator.engine import Engine
from configurator.errors import ContradictionError


@dataclass(frozen=True)
class PackAdvice:
    """A pack worth taking.

    Attributes:
        pack: option id.
        covers: the wanted options that it includes.
        adds: the options that come with it unasked.
        saves_cents: how much dearer the cheapest car is without it.
    """

    pack: str
    covers: tuple[str, ...]
    adds: tuple[str, ...]
    saves_cents: int


def pack_advice(
    catalogue: Catalogue, engine: Engine, decisions: Mapping[str, bool]
) -> list[PackAdvice]:
    """Find packs nobody decided on that make the chosen options cheaper, the best first.

    Args:
        catalogue: whose packs.
        engine: of the same catalogue.
        decisions: option -> wanted or refused.

    Raises:
        ContradictionError: the decisions cannot hold together.
    """
    wanted = {option for option, yes in decisions.items() if yes}
    now = engine.view(decisions)
    found = []
    for pack in catalogue.parts.options:
        covers = tuple(name for name in pack.contains if name in wanted)
        if not covers or pack.id in decisions or pack.id not in now.configuration.options:
            continue
        try:
            without = engine.view({**decisions, pack.id: False})
        except ContradictionError:
            continue  # nothing advised: it must be taken
        saves = without.price_cents - now.price_cents
        adds = tuple(name for name in pack.contains if name not in wanted)
        if saves > 0:
            found.append(PackAdvice(pack.id, covers, adds, saves))
    return sorted(found, key=lambda advice: -advice.saves_cents)
