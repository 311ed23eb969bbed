"""The painted body: its outline and the two gradients that lie over all of it."""

import math

from store.drawing.geometry import GROUND, path
from store.drawing.paint import Paint
from store.drawing.tables import Car


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
