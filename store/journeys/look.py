"""How a configuration looks: what the drawing needs to know; pure."""

from collections.abc import Collection, Mapping
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


@dataclass(frozen=True)
class Palette:
    """Every word that the looks of one price list are made of."""

    drawing: str
    paints: frozenset[tuple[str, str]]
    wheels: frozenset[str]
    roofs: frozenset[str | None]
    cabins: frozenset[CabinLook]

    def has(self, look: CarLook) -> bool:
        """Say whether a look is made of these words only."""
        return (
            look.drawing == self.drawing
            and (look.paint, look.finish) in self.paints
            and look.wheel in self.wheels
            and look.roof in self.roofs
        )


def palette(catalogue: Catalogue) -> Palette:
    """Return the words of a price list's looks: `car_look` and `cabin_look` know no others."""
    media = [option.media for group in catalogue.groups for option in group.options]
    return Palette(
        drawing=catalogue.drawing,
        paints=frozenset(
            (one.get("paint", PLAIN_PAINT), one.get("finish", "solid"))
            for one in _of(catalogue, "color")
        ),
        wheels=frozenset(_wheel(one) for one in _of(catalogue, "wheels")),
        roofs=frozenset({None, *(one["roof"] for one in media if "roof" in one)}),
        cabins=frozenset(
            CabinLook(one["fabric"], one["base"], one["stitch"]) for one in media if "fabric" in one
        ),
    )


def _of(catalogue: Catalogue, group: str) -> list[Mapping[str, str]]:
    """Return what the options of a group look like, and that nothing of it is chosen."""
    found = (one.options for one in catalogue.groups if one.id == group)
    return [{}, *(option.media for options in found for option in options)]


def _wheel(media: Mapping[str, str]) -> str:
    return media.get("wheel", PLAIN_WHEEL) + ("-black" if media.get("finish") == "black" else "")


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
    return CarLook(
        drawing=catalogue.drawing,
        paint=paint.get("paint", PLAIN_PAINT),
        finish=paint.get("finish", "solid"),
        wheel=_wheel(wheels),
        roof=next(roofs, None),
    )
