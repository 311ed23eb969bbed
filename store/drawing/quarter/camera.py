"""A long lens: from millimetres in space to millimetres on the picture, and back along rays."""

import math
from dataclasses import dataclass

import numpy as np

from store.drawing.geometry import Point
from store.drawing.quarter.field import Array


Vector = tuple[float, float, float]
DISTANCE, EYE, AIM = 10_500.0, 1_300.0, 640.0
AZIMUTH = {"front": -41.0, "rear": 41.0}


@dataclass(frozen=True)
class Camera:
    """Where the eye is, and its axes: right, up and ahead, all of length 1."""

    eye: Vector
    right: Vector
    up: Vector
    ahead: Vector
    reach: float

    def project(self, points: Array) -> Array:
        """Return the picture's x and y (downward) of points in rows of x, y, z."""
        seen = points - np.array(self.eye)
        depth = seen @ np.array(self.ahead)
        flat = np.stack([seen @ np.array(self.right), -(seen @ np.array(self.up))], axis=-1)
        return np.asarray(flat * (self.reach / depth)[..., None])

    def flat(self, points: Array) -> list[Point]:
        """Return the picture's points of a curve in space."""
        return [(float(x), float(y)) for x, y in self.project(points)]

    def rays(self, x: Array, y: Array) -> Array:
        """Return the directions, length 1, through points of the picture."""
        ahead = self.reach * np.array(self.ahead)
        way = x[..., None] * np.array(self.right) - y[..., None] * np.array(self.up) + ahead
        return np.asarray(way / np.linalg.norm(way, axis=-1, keepdims=True))


def camera(view: str, length: float) -> Camera:
    """Return the camera of a view, "front" or "rear": it looks at the middle of the car."""
    turn = math.radians(AZIMUTH[view])
    aim = np.array((length / 2, AIM, 0.0))
    eye = aim + np.array((math.sin(turn) * DISTANCE, EYE - AIM, math.cos(turn) * DISTANCE))
    ahead = aim - eye
    reach = float(np.linalg.norm(ahead))
    ahead = ahead / reach
    right = np.cross(ahead, (0.0, 1.0, 0.0))
    right /= np.linalg.norm(right)
    up = np.cross(right, ahead)
    return Camera(_vector(eye), _vector(right), _vector(up), _vector(ahead), reach)


def _vector(values: Array) -> Vector:
    x, y, z = (float(v) for v in values)
    return x, y, z
