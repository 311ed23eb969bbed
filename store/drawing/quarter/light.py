"""How a lacquered solid looks in a studio: one brightness, 0 to 1, for every ray.

A wide light overhead, a darker wall at eye height, a bright floor; the lacquer mirrors them the
more, the flatter the ray meets it (Schlick 1994).
"""

import numpy as np

from store.drawing.quarter.field import Array
from store.drawing.quarter.march import Seen
from store.drawing.quarter.solid import Solid


BEND = 16.0  # millimetres over which a slope is measured
SKY = (
    (-1, 0.30), (-0.6, 0.62), (-0.34, 0.60), (-0.14, 0.30), (-0.04, 0.05), (0.06, 0.03),
    (0.14, 0.30), (0.26, 0.54), (0.42, 0.62), (0.56, 0.74), (0.7, 1.0), (0.9, 0.92), (1, 0.84),
)  # fmt: skip
RISE = 1.45  # how much steeper the flanks are taken, or doors would look flat
LAMP = np.array((-0.30, 0.86, 0.42))
MIRROR, MATT = 0.62, 0.40


def normals(solid: Solid, point: Array) -> Array:
    """Return the outward normals of the solid at points, length 1 (four taps of a tetrahedron)."""
    corners = np.array(((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)), dtype=float)
    out = np.zeros_like(point)
    for corner in corners:
        p = point + corner * BEND
        out += corner * solid.both(p[..., 0], p[..., 1], p[..., 2])[..., None]
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=-1, keepdims=True), 1e-9))


def _softened(values: Array) -> Array:
    """Return rows of vectors, each mixed with its neighbours: no grain of the grid remains."""
    for axis in (0, 1):
        values = (np.roll(values, 1, axis) + 2 * values + np.roll(values, -1, axis)) / 4
    return values


def brightness(solid: Solid, seen: Seen) -> Array:
    """Return the brightness of every ray's point."""
    normal = _softened(normals(solid, seen.point))
    normal = normal * np.stack([np.ones_like(normal[..., 0]), 1 + (RISE - 1) * normal[..., 2] ** 2,
                                np.ones_like(normal[..., 0])], axis=-1)  # fmt: skip
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-9)
    facing = np.clip(-(seen.way * normal).sum(axis=-1), 0, 1)
    mirrored = seen.way + 2 * facing[..., None] * normal
    sky = np.interp(mirrored[..., 1], [rise for rise, _ in SKY], [lit for _, lit in SKY])
    matt = np.clip(0.38 + 0.62 * (normal @ (LAMP / np.linalg.norm(LAMP))), 0, 1)
    fresnel = 0.9 + 0.5 * (1 - facing) ** 4
    light = MIRROR * fresnel * sky + MATT * matt
    ground = np.clip(seen.point[..., 1] / 420, 0, 1)
    return np.asarray(np.clip(light * (0.62 + 0.38 * ground), 0, 1))
