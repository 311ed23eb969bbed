"""The solid of a car: side profile, plan and sections meet in rounded edges.

Body and house (all above the belt) are each an intersection of three outlines swept through space;
`smooth_max` rounds their edges. Values are distances in millimetres, negative inside; z runs from
the middle of the car toward the eye.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from store.drawing.quarter.field import Array, Grid, flatten, signed_distance
from store.drawing.quarter.section import body_half, house_half
from store.drawing.tables import Car, car


ROUND_PLAN, ROUND_SHOULDER, ROUND_HOUSE = 170.0, 90.0, 120.0
NOSE_RADIUS, TAIL_RADIUS = 640.0, 470.0
NOSE_BOW, TAIL_BOW, SCREEN_BOW, HATCH_BOW = 190.0, 130.0, 140.0, 110.0


def smooth_max(a: Array, b: Array, width: float) -> Array:
    """Return the greater value, the edge between both rounded over this width (Quilez 2013)."""
    h = np.maximum(width - np.abs(a - b), 0) / width
    return np.maximum(a, b) + h * h * (width / 4)


def fade(x: Array, start: float, end: float) -> Array:
    """Return 1 at start, 0 at end, smoothly between."""
    t = np.clip((end - x) / (end - start), 0, 1)
    return t * t * (3 - 2 * t)


@dataclass(frozen=True)
class Solid:
    """One car's solid; half is its half width without mirrors."""

    car: Car
    grid: Grid
    half: float
    body_side: Array
    house_side: Array
    body_width: Array
    house_width: Array

    def body(self, x: Array, y: Array, z: Array) -> Array:
        """Return the distance to the body below the belt."""
        wide = np.abs(z)
        share = (wide / self.half) ** 2.2
        length = self.car.length
        along = x - NOSE_BOW * share * fade(x, 100, 1300)
        along += TAIL_BOW * share * fade(x, length - 60, length - 900)
        side = self.grid.sample(self.body_side, along, y)
        plan = _plan(x, wide, length, self.half)
        across = wide - self.grid.sample(self.body_width, x, y)
        return smooth_max(smooth_max(side, plan, ROUND_PLAN), across, ROUND_SHOULDER)

    def house(self, x: Array, y: Array, z: Array) -> Array:
        """Return the distance to the house: windscreen, roof, rear glass and what holds them."""
        wide = np.abs(z)
        share = (wide / self.half) ** 2
        middle = self.car.length / 2
        along = x - SCREEN_BOW * share * fade(x, middle - 500, middle + 300)
        along += HATCH_BOW * share * fade(x, self.car.length - 300, middle + 300)
        side = self.grid.sample(self.house_side, along, y)
        across = (wide - self.grid.sample(self.house_width, x, y)) * 0.92
        return smooth_max(side, across, ROUND_HOUSE)

    def both(self, x: Array, y: Array, z: Array) -> Array:
        """Return the distance to the whole car."""
        return np.minimum(self.body(x, y, z), self.house(x, y, z))


def _plan(x: Array, wide: Array, length: float, half: float) -> Array:
    """Return the distance to a rectangle seen from above, its corners round."""
    middle = length / 2
    radius = np.where(x < middle, NOSE_RADIUS, TAIL_RADIUS)
    dx = np.abs(x - middle) - (middle + 20 - radius)
    dz = wide - (half - radius)
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dz, 0))
    return outside + np.minimum(np.maximum(dx, dz), 0) - radius


@lru_cache(maxsize=32)
def solid(key: str) -> Solid:
    """Return a car's solid.

    Raises:
        UnknownDrawing: when no car has this key.
    """
    drawn = car(key)
    grid = Grid.around(drawn.length, drawn.height)
    cowl, tail = drawn.sil_corners[1], drawn.sil_corners[-3]
    belt = [(x, drawn.belt_line(x)) for x in np.linspace(cowl[0] + 60, tail[0] - 60, 24)]
    nose = [s for s in drawn.sil if s[3][0] <= cowl[0] and s[3][1] <= cowl[1] and s[0][0] < cowl[0]]
    cut = drawn.sil.index(nose[-1]) + 1
    end = next(i for i, s in enumerate(drawn.sil) if s[3] == tail) + 1
    body = [*flatten(nose), *belt, *flatten(drawn.sil[end:])]
    roof = flatten(drawn.sil[cut:end])
    house = [*roof, (tail[0], tail[1] - 260), (cowl[0] - 150, cowl[1] - 200)]
    half = drawn.width / 2
    x, y = grid.points()
    return Solid(
        drawn,
        grid,
        half,
        signed_distance(grid, body),
        signed_distance(grid, house),
        body_half(drawn, x, y),
        house_half(drawn, x, y),
    )
