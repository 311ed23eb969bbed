"""Nose and tail drawn: grille, badge ground, lamps and their signatures, lid, no letters."""

import math
from typing import Any

from store.drawing.geometry import outline, path, spline
from store.drawing.lamps import GLOW
from store.drawing.quarter.canvas import Canvas
from store.drawing.quarter.face import fill, plate, strokes, worn
from store.drawing.quarter.field import flatten


WHITE = (("#050607", 30, ' stroke-opacity=".7"'), (GLOW, 26, ' filter="url(#s)"'), ("#fff", 14, ""))
RED = (
    ("#e0161c", 34, ' filter="url(#s)" stroke-opacity=".8"'),
    ("#ff4a44", 16, ""),
    ("#ffc2b8", 5, ""),
)
CHROME = (("#08090a", 30, ""), ("#c4c8cd", 18, ""), ("#fff", 5, ""))
CLIP = "#c9331f"
PEARLS = ' stroke-dasharray="1 21"'


def end(canvas: Canvas) -> str:
    """Return everything that the end of the car shown by this view wears."""
    wears = worn(canvas)
    return _tail(canvas, wears) if canvas.rear else _nose(canvas, wears)


def _line(d: str, colour: str, width: int, more: str = "") -> str:
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"{more}/>'


def _bars(canvas: Canvas, wears: dict[str, Any]) -> str:
    """Return the rows of short bars across the grille, shorter rows further down."""
    count = wears["rows"]
    if not count:
        return ""
    points = flatten(outline(wears["grille"]), 8)
    high, low = points[0][1], points[-1][1]
    d = ""
    for i in range(count):
        y = high - (high - low) * (i + 0.7) / (count + 0.2)
        wide = max(q for q, v in points if abs(v - y) < (high - low) / 5)
        wide -= 46 + 90 * (i / count) ** 2
        d += path(canvas.end(spline([(-wide, y), (0, y - 6), (wide, y)])), flip=False)
    return _line(d, wears["ink"], 13, f' stroke-dasharray="{wears["dash"]}"')


def _badge(canvas: Canvas, y: float) -> str:
    """Return the empty ground of a badge: the illustrations carry no maker's sign."""
    turns = [math.pi * i / 4 for i in range(9)]
    ring = [(52 * math.sin(t), y + 60 * math.cos(t)) for t in turns]
    d = path(canvas.end(spline(ring)), close=True, flip=False)
    return fill(d, "#16181b", ' stroke="#c4c8cd" stroke-width="9"')


def _nose(canvas: Canvas, wears: dict[str, Any]) -> str:
    dark = canvas.whole(wears["intake"]) + canvas.whole(wears["grille"])
    out = fill(dark, "#08090b") + _bars(canvas, wears)
    if "wings" in wears:
        out += strokes("W", canvas.lines(wears["wings"]), CHROME)
    out += _badge(canvas, wears["badge"]) + plate(canvas, wears["plate"])
    edge = ' stroke="#050607" stroke-width="12"'
    out += fill(canvas.shapes(wears["lamp"]), "url(#z)", edge)
    if "clip" in wears:
        out += fill(canvas.shapes(wears["clip"]), CLIP)
    if "blade" in wears:
        out += _line(canvas.lines(wears["blade"]), "#eaf3ff", 9)
    pearls = PEARLS if canvas.solid.car.face == "pearls" else ""
    lit = (WHITE[0], *((colour, width, more + pearls) for colour, width, more in WHITE[1:]))
    return out + strokes("L", canvas.lines(wears["drl"]), lit)


def _tail(canvas: Canvas, wears: dict[str, Any]) -> str:
    return "".join(
        (
            _line(canvas.lines(wears["hatch"]), "#000", 6, ' stroke-opacity=".55"'),
            fill(canvas.whole(wears["panel"]), wears.get("strip", "#0b0a0b")),
            fill(canvas.shapes(wears["lamp"]), "#0b0a0b"),
            _line(canvas.lines(wears["reflector"]), "#8d1418", 20),
            plate(canvas, wears["plate"]),
            strokes("L", canvas.lines(wears["strokes"]), RED),
        )
    )
