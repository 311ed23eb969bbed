"""How a configuration looks: what the drawing needs to know; pure."""

from collections.abc import Collection
from dataclasses import dataclass

from configurator import Catalogue


PLAIN_PAINT = "#8d949c"
PLAIN_WHEEL = "star5"


@dataclass(frozen=True)
class CarLook:
    """The words of one illustration: drawing, paint and finish, wheel, roof of another colour."""

    drawing: str
    paint: str
    finish: str
    wheel: str
    roof: str | None = None


@dataclass(frozen=True)
class CabinLook:
    """The words of a drawing of the seats: what covers them, its colour, its stitching's."""

    fabric: str
    base: str
    stitch: str


def cabin_look(catalogue: Catalogue, options: Collection[str]) -> CabinLook | None:
    """Return the look of a configuration's seats; none where its catalogue does not say."""
    media = (
        option.media
        for group in catalogue.groups
        for option in group.options
        if option.id in options and "fabric" in option.media
    )
    found = next(media, None)
    return CabinLook(found["fabric"], found["base"], found["stitch"]) if found else None


def car_look(catalogue: Catalogue, options: Collection[str]) -> CarLook:
    """Return the look of a complete configuration."""
    media = {
        group.id: dict(option.media)
        for group in catalogue.groups
        for option in group.options
        if option.id in options and option.media
    }
    roofs = (
        option.media["roof"]
        for group in catalogue.groups
        for option in group.options
        if option.id in options and "roof" in option.media
    )
    paint, wheels = media.get("color", {}), media.get("wheels", {})
    tone = "-black" if wheels.get("finish") == "black" else ""
    return CarLook(
        drawing=catalogue.drawing,
        paint=paint.get("paint", PLAIN_PAINT),
        finish=paint.get("finish", "solid"),
        wheel=wheels.get("wheel", PLAIN_WHEEL) + tone,
        roof=next(roofs, None),
    )
