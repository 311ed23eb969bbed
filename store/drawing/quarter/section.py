"""How wide a car is at every point of its side view: shoulder, doors, flares, leaning windows."""

import numpy as np

from store.drawing.geometry import height_at
from store.drawing.quarter.field import Array
from store.drawing.tables import Car


# millimetres inside the widest line, by height over the shoulder crease (share of 100 mm above it)
ABOVE = ((0, 2), (30, 10), (70, 30), (120, 68), (180, 125), (400, 400))
# and below it, by share of the way down to the lower crease
BELOW = ((0, 2), (0.12, 16), (0.36, 25), (0.62, 24), (0.84, 14), (1, 2))
UNDER = ((0, 2), (60, 22), (130, 38), (260, 60), (600, 120))
FLARE, FLARE_REACH = 26.0, 230.0
WAIST, ENDS = 20.0, 85.0  # how far doors, nose and tail stand inside the widest line


def _line(car: Car, name: str, xs: Array) -> Array:
    return np.array([height_at(getattr(car, name), x) for x in xs])


def _curve(at: Array, rows: tuple[tuple[float, float], ...], soft: float) -> Array:
    """Return a table's values between its rows, its corners rounded over `soft` to each side."""
    xs, ys = zip(*rows, strict=True)
    fine = np.linspace(xs[0], xs[-1], 240)
    bell = np.exp(-0.5 * ((np.arange(-240, 241) * (fine[1] - fine[0])) / soft) ** 2)
    values = np.interp(fine, xs, ys)
    before, after = 2 * values[0] - values[:0:-1], 2 * values[-1] - values[-2::-1]
    smooth = np.convolve(np.concatenate([before, values, after]), bell / bell.sum(), "same")
    return np.asarray(np.interp(at, fine, smooth[len(before) : len(before) + len(fine)]))


def body_half(car: Car, x: Array, y: Array) -> Array:
    """Return the half width of the body at every point of a grid."""
    crease = _line(car, "shoulder", x[0])[None, :]
    low = np.minimum(_line(car, "low", x[0])[None, :], crease - 250)
    up = y - crease
    down = np.clip((crease - y) / (crease - low), 0, 1)
    inside = np.where(
        up >= 0,
        _curve(np.maximum(up, 0), ABOVE, 26),
        _curve(down, BELOW, 0.1),
    )
    inside += np.where(y < low, _curve(low - y, UNDER, 30) - UNDER[0][1], 0)
    doors = np.exp(-(((x - car.length * 0.52) / 900) ** 2)) * np.clip((60 - up) / 160, 0, 1)
    ends = np.abs(x / car.length - 0.5) * 2
    return car.width / 2 - inside - WAIST * doors - ENDS * ends**4 + _flares(car, x, y)


def _flares(car: Car, x: Array, y: Array) -> Array:
    """Return how far the body stands out around its wheels."""
    out = np.zeros_like(x)
    for axle in (car.front, car.rear):
        beyond = np.hypot(x - axle, y - car.hub) - car.arch
        share = np.clip(1 - np.maximum(beyond, 0) / FLARE_REACH, 0, 1)
        out = np.maximum(out, FLARE * share**1.6)
    return out


def house_half(car: Car, x: Array, y: Array) -> Array:
    """Return the half width of the house: it leans inward, and narrows toward the rear."""
    belt = np.array([car.belt_line(v) for v in x[0]])[None, :]
    up = y - belt
    back = np.clip((x - car.length * 0.5) / (car.length * 0.5), 0, 1)
    base = car.width / 2 - 72 - 70 * back**2
    return np.asarray(base - 0.30 * up - 0.00034 * np.maximum(up, 0) ** 2)
