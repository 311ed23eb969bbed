"""Rays from the eye to the solid: where each one meets it, or how far it misses."""

from dataclasses import dataclass

import numpy as np

from store.drawing.quarter.camera import Camera
from store.drawing.quarter.field import Array
from store.drawing.quarter.solid import Solid


STEPS, CAUTION, STRIDE, HALVINGS = 90, 0.8, 32.0, 9
INSIDE_STEPS, INSIDE = 8, 40.0
START, END = 7_200.0, 14_000.0


@dataclass(frozen=True)
class Seen:
    """What the rays of a picture meet, row by row.

    `point` is where a ray comes nearest; `miss` the distance there (negative: how deep it cuts);
    `house` is above 0 where the house is met rather than the body.
    """

    x: Array
    y: Array
    way: Array
    point: Array
    miss: Array
    house: Array


def look(solid: Solid, camera: Camera, box: tuple[float, float, float, float], step: float) -> Seen:
    """Cast rays through a picture's box (x0, y0, x1, y1), one every step millimetres."""
    x0, y0, x1, y1 = box
    x, y = np.meshgrid(np.arange(x0, x1, step), np.arange(y0, y1, step))
    way = camera.rays(x, y)
    rays = way.reshape(-1, 3)
    far = np.full(len(rays), START)
    best, best_far = np.full(len(rays), np.inf), far.copy()
    live = np.arange(len(rays))
    for _ in range(STEPS):
        p = np.array(camera.eye) + rays[live] * far[live, None]
        miss = solid.both(p[:, 0], p[:, 1], p[:, 2])
        nearer = live[miss < best[live]]
        best[nearer] = miss[miss < best[live]]
        best_far[nearer] = far[nearer]
        far[live] += np.maximum(CAUTION * miss, STRIDE)
        live = live[(miss > 0) & (far[live] < END)]
    _settle(solid, camera, rays, best, best_far)
    point = np.array(camera.eye) + rays * best_far[:, None]
    house = solid.body(*point.T) - solid.house(*point.T)
    shape = x.shape
    return Seen(x, y, way, point.reshape(*shape, 3), best.reshape(shape), house.reshape(shape))


def _settle(solid: Solid, camera: Camera, rays: Array, best: Array, far: Array) -> None:
    """Halve the last stride of rays that met the solid, and see how deep they cut it.

    The depth tells how near the outline they are.
    """
    met = np.flatnonzero(best <= 0)
    low, high, eye = far[met] - STRIDE * 1.5, far[met], np.array(camera.eye)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        p = eye + rays[met] * middle[:, None]
        inside = solid.both(p[:, 0], p[:, 1], p[:, 2]) < 0
        low, high = np.where(inside, low, middle), np.where(inside, middle, high)
    far[met], deep = high, best[met]
    for i in range(1, INSIDE_STEPS + 1):
        p = eye + rays[met] * (high + INSIDE * i)[:, None]
        deep = np.minimum(deep, solid.both(p[:, 0], p[:, 1], p[:, 2]))
    best[met] = deep
