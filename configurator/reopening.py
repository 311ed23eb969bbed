"""Saved decisions reopened under another catalogue than they were made under."""

from collections.abc import Mapping

from configurator.answers import Repaired
from configurator.engine import Engine


def reopen(engine: Engine, decisions: Mapping[str, bool]) -> Repaired:
    """Keep of saved decisions what can be kept.

    Options that exist no more are set aside; of the rest the fewest decisions are dropped, and
    among equally few those that make the cheapest car.

    Args:
        engine: of the catalogue that applies now.
        decisions: as saved, perhaps under an older catalogue.

    Returns:
        What is kept, what is unknown, what was dropped, and the cheapest completion.
    """
    known = set(engine.options)
    unknown = tuple(option for option in decisions if option not in known)
    named = {option: value for option, value in decisions.items() if option in known}
    dropped, configuration = engine.nearest(named)
    kept = {option: value for option, value in named.items() if option not in dropped}
    return Repaired(kept, unknown, dropped, configuration)
