"""The wheels: tyre, brake, rim and spokes in local millimetres around 0,0.

Spokes are stored once and placed by rotation; each placement has its own grey, computed from its
angle to the light, so that the light does not turn with the wheel.
"""

import math
from dataclasses import dataclass

from store.drawing import rims
from store.drawing.geometry import GROUND, Point, lens, path, spline
from store.drawing.rims import NOMINAL


LIGHT = math.radians(-118)
SILVER, DARK, BLACK = (98, 253), (18, 128), (9, 78)
FULL = 360


class UnknownWheel(KeyError):
    """No wheel is drawn under this name."""


@dataclass(frozen=True)
class Design:
    """A wheel design: blades as (distance, sideways, half width) rows, and how often they turn."""

    count: int
    blades: tuple[tuple[tuple[float, float, float], ...], ...]
    mirrored: bool = False
    back_blades: int = 0


DESIGNS = {
    "star5": Design(
        5,
        (((44, 10, 12), (100, 17, 12), (170, 30, 15), (224, 46, 21), (236, 50, 23)),),
        mirrored=True,
    ),
    "y5": Design(
        5,
        (((40, 9, 12), (92, 9, 10), (138, 15, 9), (190, 52, 10), (236, 92, 14)),),
        mirrored=True,
    ),
    "ten": Design(10, (((44, 0, 12), (120, 0, 9), (205, 0, 11), (236, 0, 19)),)),
    "turbine": Design(
        13, (((44, -22, 11), (90, -12, 11), (140, 4, 12), (190, 26, 15), (236, 54, 20)),)
    ),
    "blade7": Design(
        7, (((44, -8, 15), (110, -2, 17), (180, 18, 26), (236, 42, 40)),), back_blades=7
    ),
    "mesh": Design(9, (((46, 4, 9), (110, 14, 7.5), (180, 44, 8), (236, 80, 11)),), mirrored=True),
    "aero": Design(5, ()),
}


def wheel_designs() -> tuple[str, ...]:
    """Return the names of the wheels that can be drawn."""
    return tuple(DESIGNS)


def _grey(value: float, ramp: tuple[int, int]) -> str:
    level = round((ramp[0] + (ramp[1] - ramp[0]) * min(1.0, max(0.0, value))) / 17)
    return f"#{min(15, level):x}" + f"{min(15, level):x}" * 2


def _face(angle: float) -> float:
    return 0.70 + 0.20 * math.cos(2 * (angle - LIGHT - 0.35)) + 0.16 * math.cos(angle - LIGHT)


def _chamfer(normal: float) -> float:
    return 0.04 + 0.80 * (0.5 + 0.5 * math.cos(normal - LIGHT))


def _blade(
    rows: tuple[tuple[float, float, float], ...], scale: float, grow: float, sign: int
) -> str:
    """Return one blade pointing up, its edges smooth; grow widens it for the chamfer."""
    centre: list[Point] = [(side * sign * scale, -rho * scale) for rho, side, _ in rows]
    left = [(x - (row[2] + grow) * scale, y) for (x, y), row in zip(centre, rows, strict=True)]
    right = [(x + (row[2] + grow) * scale, y) for (x, y), row in zip(centre, rows, strict=True)]
    return path([*spline(left), *spline(right[::-1])], close=True, flip=False)


def _placements(count: int, name: str, ramp: tuple[int, int], side: float | None) -> str:
    """Place a shape around the hub, each in the grey of a chamfer turned to side, or of a face."""
    out = []
    for i in range(count):
        degrees = FULL * i / count
        angle = math.radians(degrees - 90)
        light = _face(angle) if side is None else _chamfer(angle + side)
        turn = f'transform="rotate({round(degrees, 1):g})"'
        out.append(f'<use href="#{name}" {turn} fill="{_grey(light, ramp)}"/>')
    return "".join(out)


def _spokes(design: Design, rim: float, ramp: tuple[int, int]) -> tuple[str, str]:
    """Return the definitions and the placements of all spokes."""
    scale, defs, marks = rim / NOMINAL, [], []
    signs = (1, -1) if design.mirrored else (1,)
    for number, sign in enumerate(signs):
        rows = design.blades[0]
        side = math.pi / 2 * sign
        for name, grow in ((f"k{number}", 4.0), (f"q{number}", -1.5)):
            defs.append(f'<path id="{name}" d="{_blade(rows, scale, grow, sign)}"/>')
        marks.append(_placements(design.count, f"k{number}", ramp, side))
        marks.append(_placements(design.count, f"q{number}", ramp, None))
    return "".join(defs), "".join(marks)


def _back(design: Design, rim: float) -> tuple[str, str]:
    if not design.back_blades:
        return "", ""
    narrow = tuple((rho, side * 0.8, half * 0.3) for rho, side, half in design.blades[0])
    d = _blade(narrow, rim / NOMINAL, 0, 1)
    turned = "".join(
        f'<use href="#r" transform="rotate({FULL / design.back_blades * (i + 0.5):.1f})"/>'
        for i in range(design.back_blades)
    )
    return f'<path id="r" d="{d}"/>', f'<g fill="#222">{turned}</g>'


def _aero(rim: float, ramp: tuple[int, int]) -> str:
    """Return a closed cover of shaded sectors with five openings."""
    parts, count = [], 25
    r = rim * 0.965
    for i in range(count):
        a, b = (2 * math.pi * (i + e) / count for e in (-0.52, 0.52))
        tone = _grey(0.2 + 0.8 * _face((a + b) / 2), ramp)
        parts.append(
            f'<path d="M0 0L{r * math.cos(a):.0f} {r * math.sin(a):.0f}'
            f'L{r * math.cos(b):.0f} {r * math.sin(b):.0f}z" fill="{tone}"/>'
        )
    return "".join(parts) + _openings(rim / NOMINAL)


def _openings(scale: float) -> str:
    """Return the five dark openings of the cover, one drawn and turned."""
    across = [(x * scale, GROUND + 165 * scale) for x in (-62, -40, 0, 40, 62)]
    d = lens(
        across, [s * scale for s in (2, 40, 52, 40, 2)], [s * scale for s in (2, 52, 74, 52, 2)]
    )
    turned = "".join(f'<use href="#o" transform="rotate({36 + 72 * i})"/>' for i in range(5))
    return f'<defs><path id="o" d="{d}"/></defs><g fill="#17181a">{turned}</g>'


def wheel(name: str, tyre: float, ratio: float, tone: str = "silver") -> str:
    """Return the group `w` of one wheel.

    Args:
        name: a design of `wheel_designs()`.
        tyre: outer radius in millimetres.
        ratio: rim radius over tyre radius.
        tone: "silver", "dark" or "black".

    Raises:
        UnknownWheel: when there is no such design.
    """
    if name not in DESIGNS:
        raise UnknownWheel(f"no wheel {name!r}; there are {', '.join(DESIGNS)}")
    design = DESIGNS[name]
    ramp = {"silver": SILVER, "dark": DARK, "black": BLACK}[tone]
    rim = tyre * ratio
    back_defs, back = _back(design, rim)
    defs, spokes = _spokes(design, rim, ramp) if design.blades else ("", _aero(rim, ramp))
    return (
        f'<defs>{defs}{back_defs}{rims.gradients(rim / tyre)}<g id="w">{rims.tyre_rings(tyre, rim)}'
        f"{rims.brake(rim)}{back}{spokes}{rims.hub(rim)}</g></defs>"
    )
