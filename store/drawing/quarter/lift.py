"""Curves laid onto the solid: drawn flat from the side, the nose, the tail or above."""

from collections.abc import Callable, Sequence

import numpy as np

from store.drawing.geometry import Point
from store.drawing.quarter.field import Array
from store.drawing.quarter.solid import Solid


Shape = Callable[[Array, Array, Array], Array]
HALVINGS = 26
EDGE = 70.0  # millimetres over the sill below which the solid is too round to draw on
AXIS = 900.0  # millimetres behind the nose (or before the tail) from which a face is unrolled


def _outward(shape: Shape, start: Array, way: Array, far: float) -> Array:
    """Return where rays from inside a shape leave it; start and way are rows of x, y, z."""
    low, high = np.zeros(len(start)), np.full(len(start), far)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        p = start + way * middle[:, None]
        inside = shape(p[:, 0], p[:, 1], p[:, 2]) < 0
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return np.asarray(start + way * low[:, None])


def _rows(*columns: Sequence[float] | Array) -> Array:
    return np.stack([np.asarray(c, dtype=float) for c in columns], axis=-1)


def from_side(solid: Solid, points: Sequence[Point], *, house: bool = False) -> Array:
    """Return points (x, y) of the side view on the side nearer to the eye."""
    x, y = zip(*points, strict=True)
    none = np.zeros(len(x))
    shape = solid.house if house else solid.body
    return _outward(shape, _rows(x, y, none), _rows(none, none, none + 1), 1_400)


def from_end(solid: Solid, points: Sequence[Point], *, rear: bool = False) -> Array:
    """Return points (q, y) of an unrolled nose or tail.

    q is 0 in the middle and grows toward the eye's side; beyond `AXIS` it runs along that side.
    """
    q, y = (np.asarray(c, dtype=float) for c in zip(*points, strict=True))
    sign = 1.0 if rear else -1.0
    axis = solid.car.length - AXIS if rear else AXIS
    ahead = np.clip(AXIS * 2 - np.abs(q), 0, AXIS)
    aside = np.clip(q, -AXIS, AXIS)
    way = _rows(sign * ahead, np.zeros(len(q)), aside)
    way /= np.linalg.norm(way, axis=-1, keepdims=True)
    held = np.maximum(y, solid.car.sill + EDGE)
    out = _outward(solid.body, _rows(np.full(len(q), axis), held, np.zeros(len(q))), way, 1_900)
    out[:, 1] = y
    return out


def from_ahead(solid: Solid, points: Sequence[Point], *, rear: bool = False) -> Array:
    """Return points (z, y) seen from straight ahead (or behind), on windscreen or rear glass."""
    z, y = (np.asarray(c, dtype=float) for c in zip(*points, strict=True))
    none, sign = np.zeros(len(z)), 1.0 if rear else -1.0
    start = _rows(np.full(len(z), solid.car.length * 0.52), y, z)
    return _outward(solid.house, start, _rows(none + sign, none, none), 3_200)


def from_above(solid: Solid, points: Sequence[Point]) -> Array:
    """Return points (x, z) seen from above, on the bonnet or the deck."""
    x, z = zip(*points, strict=True)
    none = np.zeros(len(x))
    return _outward(solid.body, _rows(x, none + 500, z), _rows(none, none + 1, none), 1_400)
