"""Shut lines, door handles and the mirror of the three-quarter views."""

import math
from dataclasses import dataclass

from store.drawing.geometry import Segment, outline, path, polygon, spline
from store.drawing.panels import side_cuts
from store.drawing.quarter.canvas import Canvas, hull
from store.drawing.quarter.lift import from_above


Place = tuple[float, float, float]
SQUARE = 0.72  # 1 is an ellipsoid, less is nearer to a box


@dataclass(frozen=True)
class Mirror:
    """Paths of a mirror: what is black, its painted shell, the light on it, its glass."""

    dark: str
    shell: str
    light: str
    glass: str


def cuts(canvas: Canvas) -> str:
    """Return the shut lines: light, paint's edge, black; LIGHT and EDGE stand for the paint's."""
    car = canvas.solid.car
    lines = "".join(path(canvas.side(cut), flip=False) for cut in side_cuts(car))
    lines += _bonnet(canvas) if not canvas.rear else ""
    return (
        f'<defs><path id="h" d="{lines}"/></defs><g fill="none">'
        '<use href="#h" x="6" y="2" stroke="LIGHT" stroke-opacity=".5" stroke-width="5"/>'
        '<use href="#h" stroke="EDGE" stroke-width="7"/>'
        '<use href="#h" stroke="#000" stroke-opacity=".55" stroke-width="4"/></g>'
        f"{_crease(canvas)}{_handles(canvas)}"
    )


def _bonnet(canvas: Canvas) -> str:
    """Return the bonnet's edge, from the cowl along the near side, around the nose and back."""
    car, half = canvas.solid.car, canvas.solid.half
    back, nose = car.sil_corners[1][0] - 40, car.bon[0][0][0]
    near = [(back + 90, 0.8 * half), (back * 0.7, 0.83 * half), (nose + 290, 0.8 * half),
            (nose + 110, 0.62 * half), (nose, 0.32 * half), (nose - 40, 0.0)]  # fmt: skip
    far = [(x, -z) for x, z in near[-2::-1]]
    return path(spline(canvas.camera.flat(from_above(canvas.solid, [*near, *far]))), flip=False)


def _crease(canvas: Canvas) -> str:
    """Return the fine light that the shoulder catches, and the dark line under it."""
    car = canvas.solid.car
    line: list[Segment] = [s for s in car.shoulder if s[0][0] > car.front - 500]
    d = path(canvas.side(line), flip=False)
    return (
        f'<g fill="none" stroke-linecap="round"><path d="{d}" stroke="#fff" stroke-opacity=".5"'
        f' stroke-width="7" filter="url(#s)"/></g>'
    )


def _handles(canvas: Canvas) -> str:
    """Return the two door handles."""
    car = canvas.solid.car
    out = ""
    for x in (car.pillar - 200, car.rear - 520):
        y = round(car.crease(x)) - 60
        up = f"{x},{y + 24}! {x + 90},{y + 30} {x + 186},{y + 24}!"
        down = f"{x + 186},{y}! {x + 90},{y + 5} {x},{y}!"
        out += f'<path d="{path(canvas.side(outline(f"{up} {down}")), flip=False)}z" fill="EDGE"/>'
        light = path(canvas.side(outline(up)), flip=False)
        out += f'<path d="{light}" fill="none" stroke="LIGHT" stroke-width="7"/>'
    return out


def _egg(centre: Place, size: Place) -> list[Place]:
    """Return points of a rounded box."""
    points = []
    for i in range(9):
        for j in range(18):
            a, b = math.pi * (i / 8 - 0.5), 2 * math.pi * j / 18
            unit = (math.cos(a) * math.cos(b), math.sin(a), math.cos(a) * math.sin(b))
            round_ = [math.copysign(abs(u) ** SQUARE, u) for u in unit]
            x, y, z = (c + s * u for c, s, u in zip(centre, size, round_, strict=True))
            points.append((x, y, z))
    return points


def mirror(canvas: Canvas) -> Mirror:
    """Return the near mirror on its foot; from behind, its glass hides most of its shell."""
    car, half = canvas.solid.car, canvas.solid.half
    x, y, z = car.tip[0] + 150, car.tip[1] + 92, half + 60

    def box(dx: float, dy: float, size: Place) -> str:
        return polygon(hull(canvas.space(_egg((x + dx, y + dy, z), size))), flip=False)

    foot = [(x - 40, y - 60, z - 60), (x + 60, y - 60, z - 40)]
    foot += [(x + 70, y - 110, half - 90), (x - 60, y - 110, half - 90)]
    dark = polygon(canvas.space(foot), flip=False) + box(4, -22, (94, 56, 120))
    glass = box(70, 0, (24, 58, 98)) if canvas.rear else ""
    return Mirror(dark, box(0, 0, (92, 76, 118)), box(-10, 34, (56, 22, 84)), glass)
