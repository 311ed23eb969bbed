"""How a car stands: its shadow, what is dark under it, its tyres, wheels and arches."""

import math

from store.drawing.geometry import Point, outline, path, polygon, spline
from store.drawing.quarter.canvas import Canvas, hull
from store.drawing.quarter.lift import from_side


FACE_INSIDE, TREAD = 30.0, 225.0  # millimetres: wheel behind the widest line, width of a tyre


def _circle(radius: float, x: float, y: float, z: float) -> list[tuple[float, float, float]]:
    turns = [2 * math.pi * i / 8 for i in range(8)]
    return [(x + radius * math.cos(t), y + radius * math.sin(t), z) for t in turns]


def _tyre(canvas: Canvas, x: float, z: float) -> list[Point]:
    """Return the outline of a tyre between its outer face at z and its inner one."""
    car = canvas.solid.car
    inner = z - math.copysign(TREAD, z)
    return hull(
        canvas.space(_circle(car.tyre, x, car.hub, z * 0.97) + _circle(car.tyre, x, car.hub, inner))
    )


def _round(points: list[Point]) -> str:
    return path(spline([*points, points[0]]), close=True, flip=False)


def shadow(canvas: Canvas) -> str:
    """Return the soft shadow on the floor, darker under the car and under its near tyres."""
    car, half = canvas.solid.car, canvas.solid.half
    corners = [(190, -1), (car.length - 190, -1), (car.length - 190, 1), (190, 1)]
    wide = canvas.space([(x, 0.0, s * (half - 90)) for x, s in corners])
    tyres = ""
    for x in (car.front, car.rear):
        patch = [(x - 250, -1), (x + 250, -1), (x + 250, 1), (x - 250, 1)]
        spots = canvas.space([(px, 0.0, half - 140 + s * 120) for px, s in patch])
        tyres += polygon(spots, flip=False)
    return (
        f'<path d="{polygon(wide, flip=False)}" fill-opacity=".62" filter="url(#B)"/>'
        f'<path d="{tyres}" fill-opacity=".7" filter="url(#b)"/>'
    )


def underneath(canvas: Canvas) -> str:
    """Return far tyres and floor, all dark."""
    car, half = canvas.solid.car, canvas.solid.half
    far = "".join(_round(_tyre(canvas, x, FACE_INSIDE - half)) for x in (car.front, car.rear))
    ends = [(car.front - 380, half - 330), (car.rear + 330, half - 330)]
    floor = [(x, y, s * z) for x, z in ends for y in (150.0, car.sill + 90.0) for s in (-1, 1)]
    middle = [(x, y, s * (half - 60)) for x in (car.front + 300, car.rear - 300)
              for y in (car.sill - 22.0, car.sill + 60.0) for s in (-1, 1)]  # fmt: skip
    belly = "".join(polygon(hull(canvas.space(part)), flip=False) for part in (floor, middle))
    return f'<path d="{far}{belly}" fill="#050607"/>'


def tyres(canvas: Canvas) -> str:
    """Return the treads of the near tyres."""
    car, z = canvas.solid.car, canvas.solid.half - FACE_INSIDE
    near = "".join(_round(_tyre(canvas, x, z)) for x in (car.front, car.rear))
    return f'<path d="{near}" fill="#15171a"/>'


def wheels(canvas: Canvas) -> str:
    """Return the two near wheels: the flat wheel seen at the angle of its axle."""
    car = canvas.solid.car
    z = canvas.solid.half - FACE_INSIDE + 4
    out = ""
    for x in (car.front, car.rear):
        (cx, cy), (ax, ay), (bx, by) = canvas.space(
            [(x, car.hub, z), (x + 100, car.hub, z), (x, car.hub - 100, z)]
        )
        numbers = [(ax - cx) / 100, (ay - cy) / 100, (bx - cx) / 100, (by - cy) / 100]
        turn = " ".join(f"{n:.3f}" for n in numbers)
        out += f'<use href="#w" transform="matrix({turn} {cx:.0f} {cy:.0f})"/>'
    return out


def arch(canvas: Canvas, axle: float) -> str:
    """Return the opening of a wheel arch, closed just below the body."""
    car = canvas.solid.car
    dip = math.asin(min(0.95, (car.hub - car.sill) / car.arch))
    turns = [math.pi + dip - (math.pi + 2 * dip) * i / 8 for i in range(9)]
    points = [(axle + car.arch * math.cos(t), car.hub + car.arch * math.sin(t)) for t in turns]
    lifted = from_side(canvas.solid, [(x, max(y, car.sill + 70)) for x, y in points])
    over = canvas.space([(x, y, p[2]) for (x, y), p in zip(points, lifted.tolist(), strict=True)])
    (ax, _), (bx, by) = over[0], over[-1]
    return f"{path(spline(over), flip=False)}L{bx:.0f} {by + 70:.0f}H{ax:.0f}z"


def skirt(canvas: Canvas) -> str:
    """Return the black lower edge of the doors."""
    car = canvas.solid.car
    line = car.sill + car.skirt
    xs = [car.front + 0.2 * car.arch, car.length / 2, car.rear - 0.2 * car.arch]
    top = outline(" ".join(f"{x:.0f},{line}" for x in xs))
    low = canvas.space([(x, car.sill - 90.0, canvas.solid.half) for x in (xs[-1], xs[0])])
    return path(canvas.side(top), flip=False) + "".join(f"L{x:.0f} {y:.0f}" for x, y in low) + "z"
