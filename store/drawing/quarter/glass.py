"""Windscreen, rear screen and side windows of the three-quarter views, and the cabin behind."""

from store.drawing.geometry import Point, path, polygon, spline
from store.drawing.quarter.canvas import Canvas
from store.drawing.quarter.lift import from_ahead, from_side


SEAL = "#07080a"
DARK = 'stroke="#000" stroke-width="64" stroke-linejoin="round" opacity=".42"'


def definitions(canvas: Canvas) -> str:
    """Return the shapes that glass is cut by and the gradient of its reflection."""
    return (
        f'<path id="j" d="{path(canvas.side(canvas.solid.car.dlo, house=True), flip=False)}z"/>'
        f'<path id="O" d="{_screen(canvas)}"/>'
        '<clipPath id="e"><use href="#j"/></clipPath><clipPath id="f"><use href="#O"/></clipPath>'
        '<linearGradient id="y" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#fff"'
        ' stop-opacity=".42"/><stop offset="1" stop-color="#fff" stop-opacity=".04"/>'
        "</linearGradient>"
    )


def _screen(canvas: Canvas) -> str:
    """Return the windscreen's shape, or the rear screen's in the rear view."""
    edge = _rear_edge(canvas) if canvas.rear else _front_edge(canvas)
    near = canvas.space(edge)
    far = canvas.space([(x, y, -z) for x, y, z in edge])
    low, high = (canvas.space(_across(canvas, edge[i])) for i in (0, -1))
    sides = [*spline(near), *spline(high), *spline(far[::-1]), *spline(low[::-1])]
    return path(sides, close=True, flip=False)


def _front_edge(canvas: Canvas) -> list[tuple[float, float, float]]:
    """Return the near edge of the windscreen, upward."""
    points = [s[0] for s in canvas.solid.car.ap] + [canvas.solid.car.ap[-1][3]]
    lifted = from_side(canvas.solid, [(x + 16, y - 14) for x, y in points], house=True)
    return [(x, y, z - 10) for x, y, z in lifted.tolist()]


def _rear_edge(canvas: Canvas) -> list[tuple[float, float, float]]:
    """Return the near edge of the rear screen, upward."""
    car = canvas.solid.car
    (_, tail), (_, spoiler) = car.sil_corners[-3], car.sil_corners[3 if not car.rear_glass else 2]
    low, high = tail + 26, (spoiler - 22 if not car.rear_glass else car.height - 170)
    points = []
    for share in (0.0, 0.35, 0.7, 1.0):
        y = low + (high - low) * share
        z = canvas.solid.half - 165 - 0.34 * (y - low) - (30 if share == 1 else 0)
        points.append((z, y))
    return [(x, y, z) for x, y, z in from_ahead(canvas.solid, points, rear=True).tolist()]


def _across(canvas: Canvas, corner: tuple[float, float, float]) -> list[tuple[float, float, float]]:
    """Return an edge from the near side of a screen to the far one, at one height."""
    _, y, z = corner
    lifted = from_ahead(
        canvas.solid, [(z * s, y) for s in (0.85, 0.45, 0, -0.45, -0.85)], rear=canvas.rear
    )
    far = (corner[0], y, -z)
    return [corner, *((a, b, c) for a, b, c in lifted.tolist()), far]


def glass(canvas: Canvas) -> str:
    """Return both glass areas: seal, mirrored studio, cabin, pillars, reflection."""
    cabin = _cabin(canvas)
    screen = (
        f'<use href="#O" fill="{SEAL}" stroke="{SEAL}" stroke-width="24" stroke-linejoin="round"/>'
        f'<g clip-path="url(#f)"><use href="#m" filter="url(#G)"/>{_inside(canvas)}</g>'
    )
    trim = (
        '<use href="#j" fill="none" stroke="#c4c8cd" stroke-width="62"/>'
        if canvas.solid.car.face == "pearls"
        else ""
    )
    side = (
        f'{trim}<use href="#j" fill="{SEAL}" stroke="{SEAL}" stroke-width="32"'
        ' stroke-linejoin="round"/>'
        f'<g clip-path="url(#e)"><use href="#m" filter="url(#G)"/>{cabin}</g>'
    )
    return side + screen


def _cabin(canvas: Canvas) -> str:
    """Return front and rear seats behind the side windows, the tint of the rear, the pillars."""
    car = canvas.solid.car
    b, quarter = car.pillar, car.rear - 0.6 * car.arch
    top, low = max(s[0][1] for s in car.dlo), car.tip[1]
    heads = "".join(_seat(canvas, x, 330, low, top) for x in (b - 230, b + 690))
    tint = _slab(canvas, (b + 30, b + 30), car.length)
    pillars = _slab(canvas, (b - 62, b - 48), b + 38) + _slab(
        canvas, (quarter, quarter - 46), quarter + 34
    )
    sweep = canvas.camera.flat(
        from_side(
            canvas.solid,
            [(car.tip[0] + 150, low + 40), (b - 250, low + 130), (b + 240, (low + top) / 2 + 20),
             (car.rear - 100, (low + top) / 2 + 60)],
            house=True,
        )
    )  # fmt: skip
    (x0, _), (x1, _) = sweep[0], sweep[-1]
    shine = path(spline(sweep), flip=False) + f"L{x1:.0f}-1500H{x0 - 400:.0f}z"
    return (
        f'<path d="{heads}" {DARK}/><path d="{tint}" fill-opacity=".4"/>'
        f'<path d="{shine}" fill="url(#y)" fill-opacity=".55"/><path d="{pillars}" fill="#090a0c"/>'
    )


def _seat(canvas: Canvas, x: float, z: float, low: float, top: float) -> str:
    """Return a backrest and, apart from it, its headrest, both across the car."""
    high = low + 0.52 * (top - low)
    rest = [(-62, high + 40), (-70, high + 92), (70, high + 92), (62, high + 40)]
    back = [(-214, low - 90), (-204, high - 150), (-120, high - 46), (120, high - 46),
            (204, high - 150), (214, low - 90)]  # fmt: skip
    shapes = (canvas.space([(x, y, z + dz) for dz, y in part]) for part in (rest, back))
    return "".join(polygon(shape, flip=False) for shape in shapes)


def _slab(canvas: Canvas, left: Point, right: float) -> str:
    """Return a pillar over the whole height of the windows: left edge (top, bottom) and right."""
    car = canvas.solid.car
    low, high = car.tip[1] - 20, car.height - 62
    edge = [(left[0], high), (right, high), (right, low), (left[1], low)]
    lean = canvas.solid.half
    z = {high: lean - 290.0, low: lean - 78.0}
    return polygon(canvas.space([(x, y, z[y]) for x, y in edge]), flip=False)


def _inside(canvas: Canvas) -> str:
    """Return what is dark behind a screen: seats, and the fascia in front."""
    car, half = canvas.solid.car, canvas.solid.half
    x, low = car.rear - 250 if canvas.rear else car.pillar - 230, car.tip[1]
    shapes = "".join(_seat(canvas, x, z, low, car.height - 90) for z in (-340, 340))
    fascia = ""
    if not canvas.rear:
        x0 = car.sil_corners[1][0] + 420
        edge = canvas.space([(x0 - 160 * abs(z) / half, low + 62 - 40 * (z / half) ** 2, z)
                             for z in (-half, -half / 2, 0, half / 2, half)])  # fmt: skip
        (ax, ay), (bx, _) = edge[0], edge[-1]
        fascia = path(spline(edge), flip=False) + f"L{bx:.0f} {ay + 400:.0f}H{ax:.0f}z"
    return f'<path d="{shapes}{fascia}" {DARK}/>'
