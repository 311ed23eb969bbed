"""A repair told as what goes, what comes and what it costs."""

from collections.abc import Mapping

from configurator.answers import Configuration, Repair


def repair_of(
    option: str, decisions: Mapping[str, bool], now: Configuration, after: Configuration
) -> Repair:
    """Compare the cheapest completion now with the one that has the option."""
    before, then = set(now.options), set(after.options)
    dropped = tuple(o for o, wanted in decisions.items() if (o in then) != wanted)
    kept = {o: wanted for o, wanted in decisions.items() if o not in dropped}
    return Repair(
        option=option,
        decisions=kept | {option: True},
        drops=dropped,
        adds=tuple(o for o in after.options if o not in before),
        leaves=tuple(o for o in now.options if o not in then),
        price_delta_cents=after.price_cents - now.price_cents,
        configuration=after,
    )
