"""Signed distances to flat outlines, on a grid: the material that the solid is cut from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.drawing.geometry import Point, Segment, at


Array = NDArray[np.float64]
STEP = 12.0  # millimetres between the points of a grid
MARGIN = 420.0


@dataclass(frozen=True)
class Grid:
    """The points of a grid over x (columns) and y (rows), in millimetres."""

    x0: float
    y0: float
    columns: int
    rows: int

    @classmethod
    def around(cls, length: float, height: float) -> "Grid":
        """Return the grid that holds a car of these measures with a margin."""
        size = [int((side + 2 * MARGIN) / STEP) + 2 for side in (length, height)]
        return cls(-MARGIN, -MARGIN, size[0], size[1])

    def points(self) -> tuple[Array, Array]:
        """Return x and y of every point, as rows of columns."""
        xs = self.x0 + STEP * np.arange(self.columns)
        ys = self.y0 + STEP * np.arange(self.rows)
        x, y = np.meshgrid(xs, ys)
        return x, y

    def sample(self, values: Array, x: Array, y: Array) -> Array:
        """Return values between the points (bilinear); the edge's value holds beyond it."""
        u = np.clip((x - self.x0) / STEP, 0, self.columns - 1.001)
        v = np.clip((y - self.y0) / STEP, 0, self.rows - 1.001)
        i, j = u.astype(np.intp), v.astype(np.intp)
        u, v = u - i, v - j
        flat, k = values.ravel(), j * self.columns + i
        low = flat[k] * (1 - u) + flat[k + 1] * u
        k += self.columns
        return np.asarray(low * (1 - v) + (flat[k] * (1 - u) + flat[k + 1] * u) * v)


def flatten(segments: Sequence[Segment], parts: int = 6) -> list[Point]:
    """Return points along an outline; a straight segment needs its ends only."""
    points = [segments[0][0]]
    for segment in segments:
        many = 1 if segment[:2] == (segment[0],) * 2 and segment[2] == segment[3] else parts
        points += [at(segment, i / many) for i in range(1, many + 1)]
    return points


def signed_distance(grid: Grid, points: Sequence[Point]) -> Array:
    """Return the distance of every grid point to a closed polygon, negative inside."""
    x, y = grid.points()
    nearest = np.full(x.shape, np.inf)
    inside = np.zeros(x.shape, dtype=bool)
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        if not square:
            continue
        share = np.clip(((x - ax) * dx + (y - ay) * dy) / square, 0, 1)
        nearest = np.minimum(nearest, (x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2)
        if dy:
            crosses = (ay > y) != (by > y)
            inside ^= crosses & (x < ax + (y - ay) * (dx / dy))
    return np.asarray(np.where(inside, -1.0, 1.0) * np.sqrt(nearest))
