"""The colour a model is shown in: lively, and not the same on every card; pure."""

from collections.abc import Sequence

from configurator import Catalogue, Option, Version


DARK = 150  # of 765: darker paints do not stand out on a dark card


def shown_colour(catalogue: Catalogue, versions: Sequence[Version], turn: int) -> Option:
    """Return a colour that every version may have, another at each turn."""
    colours = next(group.options for group in catalogue.groups if group.id == "color")
    common = [one for one in colours if all(one.exists_on(version) for version in versions)]
    lively = [one for one in common if one.price_cents and _light(one.media["paint"]) > DARK]
    choice = lively or common
    return choice[turn % len(choice)]


def _light(paint: str) -> int:
    return sum(bytes.fromhex(paint.removeprefix("#")))
