"""The painted body: base gradient, bands of light and shade, shut lines, black lower parts."""

import math

from store.drawing.geometry import (
    GROUND,
    Point,
    Segment,
    height_at,
    lens,
    path,
    polygon,
    smooth,
    straight,
)
from store.drawing.paint import Paint
from store.drawing.tables import Car


STATIONS = 7
LIGHT_ABOVE = (14, 64, 54, 34, 54, 84, 30)
GLINT_ABOVE = (4, 28, 23, 13, 24, 36, 8)
SHADE_BELOW = (20, 70, 112, 128, 112, 70, 20)


def body_path(car: Car) -> str:
    """Return silhouette, straight under-edge and the two wheel arches as one path."""
    arch, dy = car.arch, car.sill - car.hub
    half = round(math.sqrt(arch * arch - dy * dy))
    floor = GROUND - car.sill
    arc = f"A{arch} {arch} 0 1 0 "
    return (
        f"{path(car.sil)}L{car.rear + half} {floor}{arc}{car.rear - half} {floor}"
        f"H{car.front + half}{arc}{car.front - half} {floor}z"
    )


def stations(car: Car, drop: float = 0, start: float = 0.03, end: float = 0.97) -> list[Point]:
    """Return points along the shoulder, lowered by drop, from start to end of the length."""
    xs = [car.length * (start + (end - start) * i / (STATIONS - 1)) for i in range(STATIONS)]
    return [(x, car.crease(x) - drop) for x in xs]


def base_gradient(car: Car, paint: Paint) -> str:
    """Return the vertical gradient of the body, its stops tied to roof, shoulder and sill."""
    by, span = car.belt, car.height - car.sill
    rows = [
        (car.height, paint.hi),
        (car.height - 70, paint.base),
        (by + 150, paint.hi),
        (by + 40, paint.base),
        (by - 200, paint.base),
        (by - 360, paint.mid),
        (by - 480, paint.base),
        (car.sill, paint.mid),
    ]
    stops = "".join(
        f'<stop offset="{max(0, (car.height - y) / span):.2f}" stop-color="{colour}"/>'
        for y, colour in rows
    )
    top, bottom = GROUND - car.height, GROUND - car.sill
    where = f'gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{top}" y2="{bottom}"'
    return f'<linearGradient id="g" {where}>{stops}</linearGradient>'


def plan_gradient(car: Car, paint: Paint) -> str:
    """Return the overlay that turns nose and tail away from the eye."""
    k = paint.k
    rows = [
        (0, "000", 0.42 * k),
        (0.04, "000", 0.16 * k),
        (0.085, "fff", 0.1 * paint.w),
        (0.15, "fff", 0),
        (0.24, "000", 0.08 * k),
        (0.31, "000", 0),
        (0.8, "fff", 0),
        (0.885, "fff", 0.1 * paint.w),
        (0.94, "000", 0.12 * k),
        (1, "000", 0.5 * k),
    ]
    stops = "".join(
        f'<stop offset="{at}" stop-color="#{c}" stop-opacity="{round(o, 3)}"/>' for at, c, o in rows
    )
    where = f'gradientUnits="userSpaceOnUse" x1="0" x2="{car.length}" y1="0" y2="0"'
    return f'<linearGradient id="c" {where}>{stops}</linearGradient>'


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


def shut_lines(car: Car, paint: Paint) -> str:
    """Return bonnet, door and bumper cuts: highlight, paint edge and black, one over the other."""
    d = cut_paths(car)
    return (
        f'<defs><path id="h" d="{d}"/></defs><g fill="none"><use href="#h" x="7" y="2" stroke="#fff"'
        f' stroke-opacity="{0.38 * paint.w:.2f}" stroke-width="5"/><use href="#h" stroke="{paint.edge}"'
        f' stroke-width="7"/><use href="#h" stroke="#000" stroke-opacity=".5" stroke-width="4"/></g>'
    )


def cut_paths(car: Car) -> str:
    """Return the path data of all shut lines."""
    bottom = car.sill + car.skirt
    return "".join((path(car.bon), _front_cut(car, bottom), _doors(car, bottom), _bumpers(car)))


def _front_cut(car: Car, bottom: float) -> str:
    x = car.front + car.arch
    top = (car.tip[0] + 48, car.tip[1] - 8)
    high = car.crease(x + 200)
    span = high - bottom
    return smooth(
        [
            top,
            (x + 165, high - 0.06 * span),
            (x + 122, high - 0.4 * span),
            (x + 128, high - 0.76 * span),
            (x + 178, bottom),
        ]
    )


def _doors(car: Car, bottom: float) -> str:
    b_top, b_low = car.pillar + 28, car.pillar + 50
    b = smooth(
        [(b_top, car.crease(b_top) + 96), (b_low - 6, car.crease(b_top) - 250), (b_low, bottom)]
    )
    scale = car.arch / 346
    crease = car.crease(car.rear - 250)
    top = (car.rear - 63 * scale, crease + 118)
    span = crease - bottom
    cut = zip((-190, -258, -350, -402, -424), (0.0, 0.18, 0.5, 0.76, 1.0), strict=True)
    rear = [top, *((car.rear + dx * scale, crease + 10 - share * (span + 10)) for dx, share in cut)]
    return b + smooth(rear)


def _bumpers(car: Car) -> str:
    ring = car.arch + car.cladding
    lamp = max((p for s in car.head for p in (s[0], s[3])), key=lambda p: p[0] - 0.4 * p[1])
    tail = min((p for s in car.tail for p in (s[0], s[3])), key=lambda p: p[0] + p[1])
    ends = []
    for (x, y), hub, degrees in ((lamp, car.front, 137), (tail, car.rear, 40)):
        angle = math.radians(degrees)
        ends.append(((x, y), (hub + ring * math.cos(angle), car.hub + ring * math.sin(angle))))
    return "".join(path(straight(pair)) for pair in ends)


def lower_parts(car: Car) -> str:
    """Return arch cladding, skirt and the black ends of the bumpers; clipped to the body."""
    rings = "".join(
        f'<circle cx="{x}" cy="{GROUND - car.hub}" r="{car.arch + car.cladding / 2:.0f}"/>'
        for x in (car.front, car.rear)
    )
    line = car.sill + car.skirt
    front, rear = car.front - car.arch, car.rear + car.arch
    nose = polygon(
        [(-60, line + 62), (60, line + 58), (front, line - 4), (front + 60, 0), (-60, 0)]
    )
    back = polygon(
        [(rear - 60, 0), (rear - 8, line + 30), (car.length + 60, line + 150), (car.length + 60, 0)]
    )
    skirt = polygon([(car.front, line), (car.rear, line), (car.rear, 0), (car.front, 0)])
    reflector = polygon(
        [
            (car.length - 148, line + 68),
            (car.length - 62, line + 82),
            (car.length - 64, line + 104),
            (car.length - 146, line + 94),
        ]
    )
    return (
        f'<g fill="#131416"><path d="{nose}{back}{skirt}"/></g>'
        f'<g fill="none" stroke="#232427" stroke-width="{car.cladding}">{rings}</g>'
        f'<path d="{reflector}" fill="#a5161c"/>'
        f'<path d="{_grille(car)}" fill="#0a0b0d"/>'
    )


def _grille(car: Car) -> str:
    high, low = 0.46 * car.height, 0.31 * car.height
    return polygon([(-20, high), (14, high), (24, (high + low) / 2), (22, low), (-20, low)])


def handles(car: Car, paint: Paint) -> str:
    """Return the door handles and the filler flap."""
    parts = []
    for x in (car.pillar - 200, car.rear - 520):
        y = GROUND - car.crease(x) + 34
        parts.append(
            f'<rect x="{x}" y="{y:.0f}" width="186" height="26" rx="10" fill="{paint.deep}"/>'
            f'<rect x="{x}" y="{y:.0f}" width="186" height="17" rx="8" fill="{paint.base}"/>'
            f'<path d="M{x + 6} {y + 3:.0f}h174" stroke="{paint.hi}" stroke-width="5"/>'
        )
    x, y = car.rear + 96, GROUND - height_at(car.shoulder, car.rear + 160) + 66
    parts.append(
        f'<rect x="{x}" y="{y:.0f}" width="138" height="122" rx="20" fill="none"'
        f' stroke="{paint.edge}" stroke-opacity=".55" stroke-width="5"/>'
    )
    return "".join(parts)
