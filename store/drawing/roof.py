"""The roof in its own colour, its rim of light and rails, and the mirror that wears its colour."""

from store.drawing.geometry import GROUND, Point, height_at, path, polygon, smooth
from store.drawing.paint import Paint
from store.drawing.tables import Car


def roof_region(car: Car) -> str:
    """Return the shape that a roof in its own colour fills, once clipped to the body."""
    cowl, tip = car.sil_corners[1], car.tip
    rear, spoiler = car.dlo_corners[1], car.sil_corners[3]
    middle = (tip[0] + 500, tip[1] + 40)
    return polygon(
        [
            (cowl[0] - 10, cowl[1] - 10),
            (tip[0] - 20, tip[1] - 6),
            middle,
            (rear[0] - 200, rear[1] - 60),
            (rear[0] + 12, rear[1] - 4),
            (spoiler[0] + 40, spoiler[1] - 2),
            (spoiler[0] + 40, car.height + 60),
            (cowl[0] - 10, car.height + 60),
        ]
    )


def roof_light(car: Car, hi: str, weight: float) -> str:
    """Return the rim of light along the roof."""
    over = [s for s in car.sil if s[0][0] >= car.ap[-1][3][0] and s[0][1] > car.height - 140]
    return (
        f'<path d="{path(over)}" fill="none" stroke="{hi}" stroke-opacity="{0.9 * weight:.2f}"'
        f' stroke-width="9" transform="translate(0 11)"/>'
        if over
        else ""
    )


def mirror(car: Car, paint: Paint) -> str:
    """Return the door mirror on its black foot."""
    x, y = car.tip[0] + 62, GROUND - car.tip[1] - 138
    return (
        f'<path d="M{x + 30:.0f} {y + 112:.0f}h84l34 54h-70z" fill="#08090a"/>'
        f'<path d="M{x:.0f} {y + 92:.0f}c6-52 42-88 92-92h62c26 0 36 18 34 44l-4 44c-2 22-14'
        f" 30-36 30H{x + 14:.0f}"
        f'c-12 0-16-10-14-26z" fill="{paint.base}"/>'
        f'<path d="M{x + 20:.0f} {y + 60:.0f}c14-30 40-48 78-50h54" fill="none" stroke="{paint.hi}"'
        f' stroke-width="12" stroke-opacity=".8" stroke-linecap="round"/>'
        f'<path d="M{x:.0f} {y + 92:.0f}c60 8 130 8 186-4l-2 0c-2 22-14 30-36 30H{x + 14:.0f}'
        f'c-12 0-16-10-14-26z" fill="{paint.edge}" fill-opacity=".7"/>'
    )


def rail(car: Car) -> list[Point]:
    """Return the line of a roof rail; its two ends lie on the roof."""
    start, end = car.pillar - 560, car.sil_corners[2][0] - 320
    top = [s for s in car.sil if s[0][1] > car.height - 160]
    xs = [start + (end - start) * i / 4 for i in range(5)]
    rise = (4, 30, 34, 28, -6)
    return [(x, height_at(top, x) + up) for x, up in zip(xs, rise, strict=True)]


def rails(car: Car) -> str:
    """Return roof rails, for the cars that wear them."""
    if not car.rails:
        return ""
    d = smooth(rail(car))
    return (
        f'<path d="{d}" fill="none" stroke="#0c0d0f" stroke-width="26" stroke-linecap="round"/>'
        f'<path d="{d}" fill="none" stroke="#5a5f66" stroke-width="5" transform="translate(0 -8)"/>'
    )
