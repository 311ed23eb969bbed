"""Glass and what stands around it: windscreen, side windows, pillars, mirror, roof, rails."""

from store.drawing.geometry import (
    GROUND,
    Point,
    Segment,
    path,
    polygon,
    reverse,
    smooth,
    straight,
)
from store.drawing.tables import Car


GRADIENTS = (
    '<linearGradient id="d" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#0d1114"/>'
    '<stop offset=".4" stop-color="#1d242a"/><stop offset="1" stop-color="#3a444c"/>'
    "</linearGradient>"
    '<linearGradient id="f" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#fff" stop-opacity=".5"/>'
    '<stop offset=".22" stop-color="#fff" stop-opacity=".2"/><stop offset=".6" stop-color="#fff"'
    ' stop-opacity=".09"/><stop offset="1" stop-color="#fff" stop-opacity=".03"/></linearGradient>'
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
        f'<path d="{smooth(back)}z"/><rect x="{x - 40:.0f}" y="{y - 112:.0f}" width="102"'
        f' height="92"'
        f' rx="32"/><path d="M{x - 8:.0f} {y - 40:.0f}v60m34-60v60" stroke="#0b0e11"'
        f' stroke-width="9"/>'
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
    far = (
        f"translate({(car.tip[0] + car.rear) / 2 * 0.14:.0f} {(GROUND - middle) * 0.2:.0f})"
        f" scale(.86 .8)"
    )
    seats = _seat(b - 260, low, top) + _seat(c + 100, low, top)
    sweep = [
        (car.tip[0] - 80, low + 70),
        (b - 250, low + 120),
        (b + 240, middle + 20),
        (car.rear + 200, middle + 36),
    ]
    return (
        f'<defs><path id="j" d="{d}"/><clipPath id="e"><use href="#j"/></clipPath></defs>'
        f'{trim}<use href="#j" fill="none" stroke="#08090b" stroke-width="46"'
        f' stroke-linejoin="round"/>'
        f'<use href="#j" fill="url(#d)"/><g clip-path="url(#e)">'
        f'<use href="#j" fill="#9fb0bc" fill-opacity=".34" transform="{far}"/>'
        f'<g fill="#0b0e11">{seats}</g>'
        f'<path d="M{b + 40} 0h3999v1900H{b + 40}z" fill-opacity=".45"/>'
        f'<path d="{smooth(sweep)}V0H0z" fill="url(#f)"/>'
        f"{_pillars(b, quarter)}</g>"
    )


def _pillars(b: float, quarter: float) -> str:
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
    return (
        f'<path d="{strip}" fill="none" stroke="{colour}" stroke-width="7"'
        f' transform="translate(0 16)"/>'
    )
