"""What a view is drawn on: a solid and an eye; flat shapes are laid on one, seen by the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from store.drawing.geometry import Point, Segment, outline, path, reverse
from store.drawing.quarter import lift
from store.drawing.quarter.camera import Camera
from store.drawing.quarter.field import Array
from store.drawing.quarter.solid import Solid


# shapes that go round the far corner run on past the outline, which cuts them
FAR, BEYOND = -840.0, 700.0
Segments = Sequence[Segment]
Lifted = Callable[[Sequence[Point]], Array]


@dataclass(frozen=True)
class Canvas:
    """One view of one car."""

    solid: Solid
    camera: Camera
    rear: bool

    def lay(self, segments: Segments, lifted: Lifted) -> list[Segment]:
        """Return segments of the picture: each point of each segment is lifted and seen."""
        placed = self.camera.flat(lifted([point for segment in segments for point in segment]))
        fours = [placed[i : i + 4] for i in range(0, len(placed), 4)]
        return [(a, b, c, d) for a, b, c, d in fours]

    def side(self, segments: Segments, *, house: bool = False) -> list[Segment]:
        """Return a curve of the side view on the side nearer to the eye."""
        return self.lay(segments, lambda points: lift.from_side(self.solid, points, house=house))

    def end(self, segments: Segments) -> list[Segment]:
        """Return a curve (q, y) of the end that this view shows: nose or tail."""
        placed = self.lay(
            segments, lambda points: lift.from_end(self.solid, points, rear=self.rear)
        )
        out = BEYOND if self.rear else -BEYOND
        return [
            (_past(a, p, out), _past(b, q, out), _past(c, r, out), _past(d, s, out))
            for (a, b, c, d), (p, q, r, s) in zip(segments, placed, strict=True)
        ]

    def shapes(self, text: str) -> str:
        """Return the path of a closed shape (q, y) of the end, and of its twin."""
        shape = outline(text)
        pair = (mirrored(shape), shape)
        return "".join(path(self.end(one), close=True, flip=False) for one in pair)

    def lines(self, text: str) -> str:
        """Return the path of open lines (q, y) of the end, parted by ";", each with its twin."""
        lines = [outline(part) for part in text.split(";")]
        pairs = [one for line in lines for one in (mirrored(line), line)]
        return "".join(path(self.end(one), flip=False) for one in pairs)

    def whole(self, text: str) -> str:
        """Return the path of a shape given by its half, from the middle's top to its bottom."""
        half = outline(text)
        full = [*half, *reverse(mirrored(half))]
        return path(self.end(full), close=True, flip=False)

    def space(self, points: Sequence[tuple[float, float, float]]) -> list[Point]:
        """Return points of space as the picture shows them."""
        return self.camera.flat(np.array(points, dtype=float))


def _past(flat: Point, seen: Point, out: float) -> Point:
    return (seen[0] + out, seen[1]) if flat[0] < FAR else seen


def mirrored(segments: Segments) -> list[Segment]:
    """Return the same curve on the other side of the middle."""
    return [((-a, b), (-c, d), (-e, f), (-g, h)) for (a, b), (c, d), (e, f), (g, h) in segments]


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the convex hull of points (Andrew 1979)."""
    rows = sorted(set(points))
    halves = []
    for run in (rows, rows[::-1]):
        kept: list[Point] = []
        for x, y in run:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], (x, y)) <= 0:
                kept.pop()
            kept.append((x, y))
        halves.append(kept[:-1])
    return [*halves[0], *halves[1]]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
