"""What is set into the body: shut lines, black lower parts, handles and the filler flap."""

import math
from collections.abc import Sequence

from store.drawing.geometry import GROUND, Segment, height_at, path, polygon, spline, straight
from store.drawing.paint import Paint
from store.drawing.tables import Car


def shut_lines(car: Car, paint: Paint) -> str:
    """Return bonnet, door and bumper cuts: highlight, paint edge and black, one over the other."""
    light = f'stroke="#fff" stroke-opacity="{0.38 * paint.w:.2f}" stroke-width="5"'
    return (
        f'<defs><path id="h" d="{cut_paths(car)}"/></defs><g fill="none">'
        f'<use href="#h" x="7" y="2" {light}/>'
        f'<use href="#h" stroke="{paint.edge}" stroke-width="7"/>'
        '<use href="#h" stroke="#000" stroke-opacity=".5" stroke-width="4"/></g>'
    )


def cut_paths(car: Car) -> str:
    """Return the path data of all shut lines."""
    return "".join(path(cut) for cut in (car.bon, *side_cuts(car)))


def side_cuts(car: Car) -> list[Sequence[Segment]]:
    """Return the shut lines of doors and bumpers."""
    bottom = car.sill + car.skirt
    return [_front_cut(car, bottom), *_doors(car, bottom), *_bumpers(car)]


def _front_cut(car: Car, bottom: float) -> list[Segment]:
    x = car.front + car.arch
    top = (car.tip[0] + 48, car.tip[1] - 8)
    high = car.crease(x + 200)
    span = high - bottom
    return spline(
        [
            top,
            (x + 165, high - 0.06 * span),
            (x + 122, high - 0.4 * span),
            (x + 128, high - 0.76 * span),
            (x + 178, bottom),
        ]
    )


def _doors(car: Car, bottom: float) -> list[list[Segment]]:
    b_top, b_low = car.pillar + 28, car.pillar + 50
    b = spline(
        [(b_top, car.crease(b_top) + 96), (b_low - 6, car.crease(b_top) - 250), (b_low, bottom)]
    )
    scale = car.arch / 346
    crease = car.crease(car.rear - 250)
    top = (car.rear - 63 * scale, crease + 118)
    span = crease - bottom
    cut = zip((-190, -258, -350, -402, -424), (0.0, 0.18, 0.5, 0.76, 1.0), strict=True)
    rear = [top, *((car.rear + dx * scale, crease + 10 - share * (span + 10)) for dx, share in cut)]
    return [b, spline(rear)]


def _bumpers(car: Car) -> list[list[Segment]]:
    ring = car.arch + car.cladding
    lamp = max((p for s in car.head for p in (s[0], s[3])), key=lambda p: p[0] - 0.4 * p[1])
    tail = min((p for s in car.tail for p in (s[0], s[3])), key=lambda p: p[0] + p[1])
    ends = []
    for (x, y), hub, degrees in ((lamp, car.front, 137), (tail, car.rear, 40)):
        angle = math.radians(degrees)
        ends.append(((x, y), (hub + ring * math.cos(angle), car.hub + ring * math.sin(angle))))
    return [straight(pair) for pair in ends]


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
