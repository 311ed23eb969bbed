"""The cars that can be drawn: their measures and outlines, read from cars.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from store.drawing.geometry import Point, Segment, height_at, outline, read_outline, straight


class UnknownDrawing(KeyError):
    """No car is drawn under this key."""


@dataclass(frozen=True)
class Car:
    """One car in millimetres; outlines are segments, faces says which lamps it wears."""

    key: str
    face: str
    length: int
    width: int
    height: int
    front: int
    rear: int
    tyre: int
    rim: float
    sill: int
    skirt: int
    cladding: int
    pillar: int
    sil: tuple[Segment, ...]
    dlo: tuple[Segment, ...]
    dlo_corners: tuple[Point, ...]
    sil_corners: tuple[Point, ...]
    shoulder: tuple[Segment, ...]
    low: tuple[Segment, ...]
    ap: tuple[Segment, ...]
    bon: tuple[Segment, ...]
    head: tuple[Segment, ...]
    tail: tuple[Segment, ...]
    rear_glass: tuple[Segment, ...]
    rails: bool = False

    @property
    def arch(self) -> int:
        """The radius of the wheel arch."""
        return self.tyre + 30

    @property
    def hub(self) -> int:
        """The height of the wheels' centre: the tyre sinks 8 mm into the floor line."""
        return self.tyre - 8

    @property
    def belt(self) -> float:
        """The height of the shoulder at half the length."""
        return height_at(self.shoulder, self.length / 2)

    def crease(self, x: float) -> float:
        """Return the height of the shoulder at x."""
        return height_at(self.shoulder, x)

    def belt_line(self, x: float) -> float:
        """Return the height of the windows' lower edge at x, carried on to bonnet and tail."""
        return height_at(self.sill_line, x)

    @property
    def sill_line(self) -> tuple[Segment, ...]:
        """The lower edge of the side windows, from front to rear, ended at cowl and tail."""
        under = [
            p for s in self.dlo for p in (s[3],) if p[1] <= self.tip[1] + 60 and s[0][0] > s[3][0]
        ]
        rear = self.dlo_corners[-1]
        inner = sorted({self.tip, *(p for p in under if p[0] < rear[0] - 60)})
        return tuple(straight([self.sil_corners[1], *inner, self.sil_corners[-3]]))

    @property
    def tip(self) -> Point:
        """The front tip of the side windows."""
        return self.dlo[0][0]


OUTLINES = ("sil", "dlo", "shoulder", "low", "ap", "bon", "head", "tail", "rear_glass")
NUMBERS = (
    "length",
    "width",
    "height",
    "front",
    "rear",
    "tyre",
    "sill",
    "skirt",
    "cladding",
    "pillar",
)


@lru_cache(maxsize=1)
def _document() -> dict[str, dict[str, str | int | float | bool]]:
    return tomllib.loads((files("store.drawing") / "cars.toml").read_text("utf-8"))


def drawings() -> tuple[str, ...]:
    """Return the keys of all cars that can be drawn."""
    return tuple(_document())


def _corners(text: str) -> tuple[Point, ...]:
    return tuple(point for point, corner in read_outline(text) if corner)


@lru_cache(maxsize=32)
def car(key: str) -> Car:
    """Return a car's table.

    Raises:
        UnknownDrawing: when there is none of this key.
    """
    if key not in _document():
        raise UnknownDrawing(f"no drawing {key!r}; there are {', '.join(drawings())}")
    row = _document()[key]
    lines = {name: tuple(outline(str(row[name]))) for name in OUTLINES if name in row}
    numbers = {name: int(row[name]) for name in NUMBERS}
    rest: dict[str, Any] = {**numbers, "rear_glass": (), **lines}
    return Car(
        key=key,
        face=str(row["face"]),
        rim=float(row["rim"]),
        rails=bool(row.get("rails", False)),
        dlo_corners=_corners(str(row["dlo"])),
        sil_corners=_corners(str(row["sil"])),
        **rest,
    )
