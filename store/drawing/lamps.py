"""Lamps and light signatures: claws, box or pearls in front, their red answer at the rear."""

from store.drawing.geometry import GROUND, Point, Segment, path, polygon, smooth
from store.drawing.tables import Car


GLOW = "#cfe6ff"
CLAWS = (1.0, 0.73, 0.46)
GRADIENT = (
    '<linearGradient id="z" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#23282d"/>'
    '<stop offset=".5" stop-color="#8d98a2"/><stop offset="1" stop-color="#181c20"/>'
    "</linearGradient>"
)


def _box(segments: tuple[Segment, ...]) -> tuple[float, float, float, float]:
    xs = [p[0] for s in segments for p in (s[0], s[3])]
    ys = [p[1] for s in segments for p in (s[0], s[3])]
    return min(xs), min(ys), max(xs), max(ys)


def _strokes(d: str, *, pearls: bool = False) -> str:
    """Return a signature: black ground, glow, white core."""
    dash = ' stroke-dasharray="1 22"' if pearls else ""
    return (
        f'<g fill="none" stroke-linecap="round"><path d="{d}" stroke="#000" stroke-width="28"'
        f' stroke-opacity=".55"/><path d="{d}" stroke="{GLOW}" stroke-width="26"'
        f' filter="url(#s)"{dash}/>'
        f'<path d="{d}" stroke="#fff" stroke-width="14"{dash}/></g>'
    )


def _line(a: Point, b: Point) -> str:
    return f"M{a[0]:.0f} {GROUND - a[1]:.0f}L{b[0]:.0f} {GROUND - b[1]:.0f}"


def head(car: Car) -> str:
    """Return the headlamp with its signature; clipped to the body."""
    x0, y0, x1, y1 = _box(car.head)
    d = path(car.head, close=True)
    cx, cy = (x0 + x1) / 2, GROUND - (y0 + y1) / 2
    inside = f"translate({cx * 0.14:.0f} {cy * 0.14:.0f}) scale(.86)"
    cells = "".join(
        polygon([(x, y), (x + 46, y + 8), (x + 36, y + 34), (x - 10, y + 24)])
        for x, y in (
            (x0 + (x1 - x0) * s, y0 + (y1 - y0) * (0.22 + 0.5 * s)) for s in (0.3, 0.46, 0.62)
        )
    )
    return (
        f'<path d="{d}" fill="#090a0c"/><path d="{d}" fill="url(#z)" transform="{inside}"/>'
        f'<path d="{cells}" fill="#0d1014" stroke="#f4f8fb" stroke-width="5"/>'
        f"{_front_signature(car, (x0, y0, x1, y1))}"
    )


def _front_signature(car: Car, box: tuple[float, float, float, float]) -> str:
    x0, y0, x1, y1 = box
    if car.face == "claws":
        length = 0.17 * car.height
        starts = [(x0 + 82 + 52 * i, y0 - 2 + 14 * i) for i in range(3)]
        return _strokes(
            "".join(
                _line((x, y), (x - 38 * share, y - length * share))
                for (x, y), share in zip(starts, CLAWS, strict=True)
            )
        )
    if car.face == "pearls":
        drop = 0.27 * car.height
        x, y = x0 + 112, y0 + 10
        shape = [
            (x + 24, y),
            (x + 4, y - 0.3 * drop),
            (x - 22, y - 0.62 * drop),
            (x - 26, y - drop),
        ]
        return _strokes(smooth(shape), pearls=True)
    high, mid = y1 - 36, (y0 + y1) / 2 - 6
    bars = _line((x0 + 60, high - 22), (x1 - 60, high - 10)) + _line(
        (x0 + 40, mid - 12), (x1 - 60, mid)
    )
    return _strokes(bars + _line((x0 + 36, y0 - 30), (x0 + 32, y0 - 130)))


def tail(car: Car) -> str:
    """Return the tail lamp: a black panel with red strokes; clipped to the body."""
    x0, y0, x1, y1 = _box(car.tail)
    d = path(car.tail, close=True)
    width, height = x1 - x0, y1 - y0
    if car.face == "claws":
        red = "".join(
            _line((x0 + width * s + 16, y1 - 22), (x0 + width * s - 16, y0 + 26))
            for s in (0.36, 0.6, 0.84)
        )
    elif car.face == "pearls":
        red = _line((x0 + 62, y0 + height * 0.56), (x1 - 22, y0 + height * 0.52))
    else:
        red = (
            _line((x0 + 40, y1 - 46), (x1 - 40, y1 - 44))
            + _line((x0 + 50, y1 - 92), (x1 - 74, y1 - 90))
            + _line((x1 - 40, y1 - 44), (x1 - 38, y0 + 30))
        )
    return (
        f'<path d="{d}" fill="#0b0a0b"/><g fill="none" stroke-linecap="round">'
        f'<path d="{red}" stroke="#e0161c" stroke-opacity=".8" stroke-width="34" filter="url(#s)"/>'
        f'<path d="{red}" stroke="#ff4a44" stroke-width="17"/>'
        f'<path d="{red}" stroke="#ffc2b8" stroke-width="5"/></g>'
    )
