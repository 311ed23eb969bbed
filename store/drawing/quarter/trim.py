"""Shut lines, door handles and the mirror of the three-quarter views."""

from dataclasses import dataclass

from store.drawing.geometry import Point, Segment, outline, path, polygon, spline
from store.drawing.panels import side_cuts
from store.drawing.quarter.canvas import Canvas
from store.drawing.quarter.lift import from_above, from_side
from store.drawing.roof import rail


Place = tuple[float, float, float]
# a mirror from ahead, millimetres outward and up from its middle
SHELL = ((-112, -34), (-98, 34), (-10, 70), (92, 62), (122, 6), (92, -58), (-20, -66))
BELOW = ((-112, -30), (-10, -26), (118, -8), (92, -56), (-20, -64))
LIGHT_ON_TOP = ((-80, 30), (-6, 58), (84, 50), (92, 34), (-4, 30))


@dataclass(frozen=True)
class Mirror:
    """Paths of a mirror: what is black, its painted shell, the light on it, its lower part.

    From behind, glass is the mirror itself; from ahead, the black under the shell.
    """

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
        f'<defs><path id="u" d="{d}"/></defs><g fill="none" filter="url(#s)">'
        '<use href="#u" y="20" stroke="EDGE" stroke-opacity=".24" stroke-width="30"/>'
        '<use href="#u" y="-8" stroke="LIGHT" stroke-opacity=".9" stroke-width="18"/></g>'
        '<use href="#u" y="-2" fill="none" stroke="LIGHT" stroke-opacity=".8" stroke-width="5"/>'
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


def _outline(canvas: Canvas, size: float, back: float, rows: tuple[Point, ...]) -> str:
    """Return a closed curve (outward, up) around the mirror's middle, `back` behind its face."""
    x, y, z = _middle(canvas)
    points = canvas.space([(x + back, y + v * size, z + u * size) for u, v in rows])
    return path(spline([*points, points[0]]), close=True, flip=False)


def _middle(canvas: Canvas) -> Place:
    car = canvas.solid.car
    return car.tip[0] + 150, car.tip[1] + 96, canvas.solid.half + 74


def rails(canvas: Canvas) -> str:
    """Return the near roof rail, for the cars that wear them."""
    car = canvas.solid.car
    if not car.rails:
        return ""
    line = from_side(canvas.solid, [(x, y - 44) for x, y in rail(car)], house=True)
    d = path(spline(canvas.space([(x, y + 30, z - 12) for x, y, z in line.tolist()])), flip=False)
    return (
        f'<defs><path id="v" d="{d}"/></defs><g fill="none" stroke-linecap="round">'
        '<use href="#v" stroke="#0c0d0f" stroke-width="26"/>'
        '<use href="#v" y="-7" stroke="#7b8189" stroke-width="6"/></g>'
    )


def mirror(canvas: Canvas) -> Mirror:
    """Return the near mirror on its foot: a painted shell, black below; from behind, its glass."""
    half = canvas.solid.half
    x, y, z = _middle(canvas)
    foot = [(x - 30, y - 30, z - 70), (x + 70, y - 30, z - 60)]
    foot += [(x + 90, y - 120, half - 96), (x - 40, y - 120, half - 96)]
    dark = polygon(canvas.space(foot), flip=False) + _outline(canvas, 0.97, 44, SHELL)
    if canvas.rear:
        return Mirror(
            dark, _outline(canvas, 1, 20, SHELL), _outline(canvas, 1, 0, LIGHT_ON_TOP),
            _outline(canvas, 0.86, 76, SHELL),
        )  # fmt: skip
    return Mirror(
        dark, _outline(canvas, 1, 0, SHELL), _outline(canvas, 1, -16, LIGHT_ON_TOP),
        _outline(canvas, 1, -8, BELOW),
    )  # fmt: skip
