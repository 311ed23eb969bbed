"""The skin of a view: its outline, its light as a small grey picture, paints as tables of it."""

import base64
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from store.drawing.geometry import Point
from store.drawing.paint import Paint
from store.drawing.quarter.canvas import Canvas
from store.drawing.quarter.field import Array
from store.drawing.quarter.light import brightness
from store.drawing.quarter.march import Seen, look
from store.drawing.quarter.trace import contour, simplified


STEP = 29.0  # millimetres a pixel of light; blurred by about one, so no pixel is ever seen
SLACK = 3.0
QUALITY = 74
CURVE = 0.7  # light is kept as its power: the dark of a flank takes more of the 256 steps
BOX = (-2_750.0, -1_250.0, 2_750.0, 900.0)
GROWN = 3  # pixels of light carried beyond the outline
EIGHTHS = np.linspace(0, 1, 9) ** (1 / CURVE)
# the colours of dark glass, by eighths of the kept light
BLACK_GLASS = ((3, 5, 7), (9, 12, 15), (17, 22, 26), (28, 35, 41), (42, 51, 59), (60, 71, 81),
               (82, 95, 106), (112, 126, 138), (158, 172, 183))  # fmt: skip


@dataclass(frozen=True)
class Skin:
    """Outline and roof as points; light as data of a picture, at x, y, width, height."""

    outline: list[Point]
    roof: list[Point]
    light: str
    place: tuple[int, int, int, int]


def skin(canvas: Canvas) -> Skin:
    """Return the skin of a view."""
    seen = look(canvas.solid, canvas.camera, BOX, STEP)
    xs, ys = seen.x[0], seen.y[:, 0]
    outside = np.pad(seen.miss[1:-1, 1:-1], 1, constant_values=99)
    roof = np.pad(np.where(seen.miss > 40, 40, -seen.house)[1:-1, 1:-1], 1, constant_values=99)  # noqa: PLR2004  millimetres
    light = _spread(brightness(canvas.solid, seen), seen)
    rows, columns = (np.flatnonzero((seen.miss < STEP * 2).any(axis=a)) for a in (1, 0))
    cut = light[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    place = (xs[columns[0]] - STEP / 2, ys[rows[0]] - STEP / 2, cut.shape[1], cut.shape[0])
    return Skin(
        simplified(contour(outside, xs, ys), SLACK),
        simplified(contour(roof, xs, ys), SLACK * 6),
        _packed(cut),
        (round(place[0]), round(place[1]), round(cut.shape[1] * STEP), round(cut.shape[0] * STEP)),
    )


def _spread(light: Array, seen: Seen) -> Array:
    """Carry the light a few pixels beyond the outline, then hold the mean: edges stay clean."""
    known = seen.miss <= 0
    light = np.where(known, light, 0)
    for _ in range(GROWN):
        total, count = np.zeros_like(light), np.zeros_like(light)
        for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1)):
            total += np.roll(light * known, (dy, dx), (0, 1))
            count += np.roll(known, (dy, dx), (0, 1))
        light = np.where(~known & (count > 0), total / np.maximum(count, 1), light)
        known = known | (count > 0)
    return np.asarray(np.where(known, light, light[known].mean()))


def _packed(light: Array) -> str:
    """Return the light as a WebP picture in base64."""
    grey = Image.fromarray((light**CURVE * 255).round().astype(np.uint8), "L")
    out = io.BytesIO()
    grey.save(out, "WEBP", quality=QUALITY, method=6)
    return base64.b64encode(out.getvalue()).decode()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def paint_table(paint: Paint) -> list[tuple[float, float, float]]:
    """Return nine colours of a paint, for eighths of the kept light, from its darkest shade up."""
    edge, deep, mid = _rgb(paint.edge), _rgb(paint.deep), _rgb(paint.mid)
    base, hi = _rgb(paint.base), _rgb(paint.hi)
    stops = [(0.0, edge, 0.5), (0.1, edge, 1), (0.22, deep, 1), (0.35, mid, 1), (0.5, base, 1),
             (0.8, hi, 1)]  # fmt: skip
    at = [s[0] for s in stops]
    white = paint.w * (0.2 + 0.5 * max(base) / 255)
    last = [h + (255 - h) * white for h in hi]
    channels = [
        np.interp(EIGHTHS, [*at, 1.0], [*(colour[i] * k for _, colour, k in stops), last[i]])
        for i in range(3)
    ]
    return [(float(r), float(g), float(b)) for r, g, b in zip(*channels, strict=True)]


def tint(name: str, table: list[tuple[float, float, float]], area: str) -> str:
    """Return the filter that turns the light into the colours of a table."""
    rows = (" ".join(f"{c[i] / 255:.2f}".lstrip("0") or "0" for c in table) for i in range(3))
    parts = "".join(
        f'<feFunc{channel} type="table" tableValues="{row}"/>'
        for channel, row in zip("RGB", rows, strict=True)
    )
    return (
        f'<filter id="{name}" {area} color-interpolation-filters="sRGB">'
        f'<feGaussianBlur stdDeviation="{STEP * 1.4:.0f} {STEP * 0.8:.0f}"/>'
        f"<feComponentTransfer>{parts}</feComponentTransfer></filter>"
    )
