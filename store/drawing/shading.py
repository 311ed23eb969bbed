"""Bands of light and shade that follow the crease of the body; the strongest is the shoulder."""

import math

from store.drawing.geometry import GROUND, Point, Segment, lens, path, smooth, straight
from store.drawing.paint import Paint
from store.drawing.tables import Car


STATIONS = 7
LIGHT_ABOVE = (14, 64, 54, 34, 54, 84, 30)
GLINT_ABOVE = (4, 28, 23, 13, 24, 36, 8)
SHADE_BELOW = (20, 70, 112, 128, 112, 70, 20)


def stations(car: Car, drop: float = 0, start: float = 0.03, end: float = 0.97) -> list[Point]:
    """Return points along the shoulder, lowered by drop, from start to end of the length."""
    xs = [car.length * (start + (end - start) * i / (STATIONS - 1)) for i in range(STATIONS)]
    return [(x, car.crease(x) - drop) for x in xs]


def _band(d: str, fill: str, opacity: float, blur: str) -> str:
    return f'<path d="{d}" fill="{fill}" fill-opacity="{opacity:.2f}" filter="url(#{blur})"/>'


def _half_plane(car: Car, *, above: bool) -> str:
    edge = 3000 if above else -600
    corners = [(car.length + 300, edge), (-300, edge)]
    crease = [
        ((-300, car.crease(0)),) * 2 + (car.shoulder[0][0],) * 2,
        *car.shoulder,
    ]
    end = car.shoulder[-1][3]
    closing = straight([end, (car.length + 300, end[1]), *corners])
    lines: list[Segment] = [(a, b, c, d) for a, b, c, d in crease]
    return path([*lines, *closing], close=True)


def clips(car: Car) -> str:
    """Return the clip shapes above and below the crease."""
    return (
        f'<clipPath id="u"><path d="{_half_plane(car, above=True)}"/></clipPath>'
        f'<clipPath id="v"><path d="{_half_plane(car, above=False)}"/></clipPath>'
    )


def shading(car: Car, paint: Paint) -> str:
    """Return the bands over the base gradient, from the shoulder light to the flare."""
    by, w, k = car.belt, paint.w, paint.k
    none = [0] * STATIONS
    crease = stations(car)
    above = _band(lens(crease, LIGHT_ABOVE, none), paint.hi, 0.95 * w, "s")
    glint = _band(lens(crease, GLINT_ABOVE, none), "#fff", 0.75 * w, "s")
    below = _band(lens(crease, none, SHADE_BELOW), paint.edge, 0.6 * k, "m")
    taper = (6, 40, 50, 50, 50, 40, 6)
    horizon = [(x, by - 350 + 0.4 * (y - by)) for x, y in stations(car, 0, 0.1, 0.9)]
    bounce = [(x, y + 155) for x, y in horizon]
    return "".join(
        (
            f'<g clip-path="url(#u)">{above}{glint}</g><g clip-path="url(#v)">{below}</g>',
            _band(lens(horizon, taper, taper), paint.edge, 0.62 * k, "m"),
            _band(lens(bounce, taper, taper), paint.hi, 0.4 * w, "l"),
            _catcher(car, paint),
            _flares(car, paint),
            '<path d="M-99 0h5999v1900H-99z" fill="url(#c)"/>',
            _bonnet_light(car, paint),
        )
    )


def _catcher(car: Car, paint: Paint) -> str:
    points = [car.low[0][0], *(segment[3] for segment in car.low)]
    depth = [64 - 58 * i / (len(points) - 1) for i in range(len(points))]
    dark = smooth([(x, y + 14) for x, y in points])
    return (
        f'<path d="{dark}" fill="none" stroke="{paint.edge}" stroke-opacity="{0.55 * paint.k:.2f}"'
        f' stroke-width="16" filter="url(#s)"/>'
        + _band(lens(points, [4] * len(points), depth), paint.hi, 0.6 * paint.w, "s")
    )


def _arc(x: float, y: float, radius: float, degrees: tuple[float, float]) -> str:
    """Return an arc; degrees are the drawing's own (clockwise, 270 is up)."""
    ends = [
        (x + radius * math.cos(math.radians(a)), GROUND - y + radius * math.sin(math.radians(a)))
        for a in degrees
    ]
    (x0, y0), (x1, y1) = ends
    r = round(radius)
    return f"M{x0:.0f} {y0:.0f}A{r} {r} 0 0 1 {x1:.0f} {y1:.0f}"


def _flares(car: Car, paint: Paint) -> str:
    wide = "".join(_arc(x, car.hub, car.arch + 70, (194, 314)) for x in (car.front, car.rear))
    lip = "".join(_arc(x, car.hub, car.arch + 11, (186, 354)) for x in (car.front, car.rear))
    return (
        f'<g fill="none"><path d="{wide}" stroke="{paint.hi}" stroke-opacity="{0.55 * paint.w:.2f}"'
        f' stroke-width="40" filter="url(#m)"/>'
        f'<path d="{lip}" stroke="#fff" stroke-opacity="{0.3 * paint.w:.2f}" stroke-width="5"/></g>'
    )


def _bonnet_light(car: Car, paint: Paint) -> str:
    front = [s for s in car.sil if s[0][0] < car.sil_corners[1][0] and s[0][1] > car.belt * 0.9]
    if not front:
        return ""
    return (
        f'<path d="{path(front)}" fill="none" stroke="{paint.hi}" stroke-width="34"'
        f' stroke-opacity="{0.8 * paint.w:.2f}" filter="url(#s)"/>'
    )
