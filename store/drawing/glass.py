"""Glass and what stands around it: windscreen, side windows, pillars, mirror, roof, rails."""

from store.drawing.geometry import (
    GROUND,
    Point,
    Segment,
    height_at,
    path,
    polygon,
    reverse,
    smooth,
    straight,
)
from store.drawing.paint import Paint
from store.drawing.tables import Car


GRADIENTS = (
    '<linearGradient id="d" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#0d1114"/>'
    '<stop offset=".4" stop-color="#1d242a"/><stop offset="1" stop-color="#3a444c"/></linearGradient>'
    '<linearGradient id="f" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#fff" stop-opacity=".5"/>'
    '<stop offset=".22" stop-color="#fff" stop-opacity=".2"/><stop offset=".6" stop-color="#fff"'
    ' stop-opacity=".09"/><stop offset="1" stop-color="#fff" stop-opacity=".03"/></linearGradient>'
)


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


def _between(car: Car) -> list[Segment]:
    """Return the silhouette over the windscreen."""
    start, end = car.sil_corners[1][0], car.ap[-1][3][0] + 40
    return [s for s in car.sil if s[0][0] >= start and s[3][0] <= end + 60 and s[0][1] > car.belt]


def windscreen(car: Car) -> str:
    """Return the sliver of the windscreen between silhouette and front pillar."""
    over = _between(car)
    d = path([*over, *reverse(car.ap)], close=True)
    return (
        f'<path d="{d}" fill="url(#d)"/><path d="{d}" fill="#8fa3b3" fill-opacity=".28"/>'
        f'<path d="{path(car.ap)}" fill="none" stroke="#08090a" stroke-width="9"/>'
    )


def rear_screen(car: Car) -> str:
    """Return the sliver of the rear screen behind the spoiler, or the car's own rear glass."""
    if car.rear_glass:
        return f'<path d="{path(car.rear_glass, close=True)}" fill="#14181c"/>'
    (x0, y0), (x1, y1) = car.sil_corners[3], car.sil_corners[4]
    d = polygon(
        [
            (x0 - 78, y0 + 4),
            (x0 - 4, y0 - 8),
            (x1 - 16, y1 + 6),
            (x1 - 92, y1 + 10),
            (x0 - 60, y0 - 60),
        ]
    )
    return (
        f'<path d="{d}" fill="url(#d)" stroke="#08090a" stroke-width="10" stroke-linejoin="round"/>'
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


def _seat(x: float, floor: float, top: float) -> str:
    """Return a backrest with a separate headrest on two posts."""
    high = floor + 0.62 * (top - floor)
    back: list[Point] = [
        (x - 118, floor - 30),
        (x - 92, floor + 0.4 * (high - floor)),
        (x - 44, high - 8),
        (x + 6, high + 6),
        (x + 58, high - 14),
        (x + 96, floor + 0.3 * (high - floor)),
        (x + 118, floor - 30),
    ]
    y = GROUND - high
    return (
        f'<path d="{smooth(back)}z"/><rect x="{x - 40:.0f}" y="{y - 112:.0f}" width="102" height="92"'
        f' rx="32"/><path d="M{x - 8:.0f} {y - 40:.0f}v60m34-60v60" stroke="#0b0e11" stroke-width="9"/>'
    )


def side_windows(car: Car, *, chrome: bool) -> str:
    """Return the side glass with its seal, cabin, tint, reflection and pillars."""
    d = path(car.dlo, close=True)
    ys = [y for s in car.dlo for _, y in (s[0], s[3])]
    low, top = min(ys), max(ys)
    middle = (low + top) / 2
    trim = '<use href="#j" fill="none" stroke="#c4c8cd" stroke-width="62"/>' if chrome else ""
    b, c = car.pillar, (car.pillar + car.rear) / 2 + 200
    quarter = car.rear - 0.6 * car.arch
    far = f"translate({(car.tip[0] + car.rear) / 2 * 0.14:.0f} {(GROUND - middle) * 0.2:.0f}) scale(.86 .8)"
    seats = _seat(b - 260, low, top) + _seat(c + 100, low, top)
    sweep = [
        (car.tip[0] - 80, low + 70),
        (b - 250, low + 120),
        (b + 240, middle + 20),
        (car.rear + 200, middle + 36),
    ]
    return (
        f'<defs><path id="j" d="{d}"/><clipPath id="e"><use href="#j"/></clipPath></defs>'
        f'{trim}<use href="#j" fill="none" stroke="#08090b" stroke-width="46" stroke-linejoin="round"/>'
        f'<use href="#j" fill="url(#d)"/><g clip-path="url(#e)">'
        f'<use href="#j" fill="#9fb0bc" fill-opacity=".34" transform="{far}"/>'
        f'<g fill="#0b0e11">{seats}</g>'
        f'<path d="M{b + 40} 0h3999v1900H{b + 40}z" fill-opacity=".45"/>'
        f'<path d="{smooth(sweep)}V0H0z" fill="url(#f)"/>'
        f"{_pillars(car, b, quarter)}</g>"
    )


def _pillars(car: Car, b: float, quarter: float) -> str:
    lean = 14
    gloss = polygon([(b - 62, 0), (b + 38, 0), (b + 36, 3000), (b - 62 + lean, 3000)])
    rear = polygon([(quarter, 0), (quarter + 34, 0), (quarter - 14, 3000), (quarter - 46, 3000)])
    glow = polygon([(b - 58, 0), (b - 40, 0), (b - 34, 3000), (b - 48, 3000)])
    return (
        f'<path d="{gloss}{rear}" fill="#090a0c"/><path d="{glow}" fill="#fff" fill-opacity=".10"/>'
    )


def belt_trim(car: Car, *, chrome: bool) -> str:
    """Return the thin strip along the lower edge of the side windows."""
    x0, x1 = car.tip[0], car.dlo_corners[-1][0]
    under = [s for s in car.dlo if s[3][1] < car.crease(s[3][0]) + 200 and s[0][0] > s[3][0]]
    lower = straight([under[-1][3], (x0, car.tip[1])])
    colour = "#c4c8cd" if chrome else "#2a2d31"
    strip = path([*under, *lower]) if under and x1 > x0 else ""
    return f'<path d="{strip}" fill="none" stroke="{colour}" stroke-width="7" transform="translate(0 16)"/>'


def mirror(car: Car, paint: Paint) -> str:
    """Return the door mirror on its black foot."""
    x, y = car.tip[0] + 62, GROUND - car.tip[1] - 138
    return (
        f'<path d="M{x + 30:.0f} {y + 112:.0f}h84l34 54h-70z" fill="#08090a"/>'
        f'<path d="M{x:.0f} {y + 92:.0f}c6-52 42-88 92-92h62c26 0 36 18 34 44l-4 44c-2 22-14 30-36 30H{x + 14:.0f}'
        f'c-12 0-16-10-14-26z" fill="{paint.base}"/>'
        f'<path d="M{x + 20:.0f} {y + 60:.0f}c14-30 40-48 78-50h54" fill="none" stroke="{paint.hi}"'
        f' stroke-width="12" stroke-opacity=".8" stroke-linecap="round"/>'
        f'<path d="M{x:.0f} {y + 92:.0f}c60 8 130 8 186-4l-2 0c-2 22-14 30-36 30H{x + 14:.0f}'
        f'c-12 0-16-10-14-26z" fill="{paint.edge}" fill-opacity=".7"/>'
    )


def rails(car: Car) -> str:
    """Return roof rails, for the cars that wear them."""
    if not car.rails:
        return ""
    start, end = car.pillar - 560, car.sil_corners[2][0] - 320
    top = [s for s in car.sil if s[0][1] > car.height - 160]
    xs = [start + (end - start) * i / 4 for i in range(5)]
    line = [(x, height_at(top, x) + (34 if 0 < i < 4 else 16)) for i, x in enumerate(xs)]  # noqa: PLR2004  the two ends lie on the roof
    d = smooth(line)
    return (
        f'<path d="{d}" fill="none" stroke="#0c0d0f" stroke-width="26" stroke-linecap="round"/>'
        f'<path d="{d}" fill="none" stroke="#5a5f66" stroke-width="5" transform="translate(0 -8)"/>'
    )
