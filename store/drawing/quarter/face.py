"""The faces of cars: what each wears on nose and tail, read from faces.toml."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from store.drawing.geometry import polygon
from store.drawing.quarter.canvas import Canvas
from store.drawing.quarter.lift import from_end


PLAIN = {"brow", "rows", "dash", "ink", "strip"}  # the words of faces.toml that hold no points


class UnknownView(KeyError):
    """A car is not drawn from there."""


@lru_cache(maxsize=1)
def faces() -> dict[str, dict[str, dict[str, Any]]]:
    """Return all faces by car and view; their points are text."""
    return tomllib.loads((files("store.drawing") / "faces.toml").read_text("utf-8"))


def worn(canvas: Canvas) -> dict[str, Any]:
    """Return what this view's end wears, its heights in millimetres over the ground."""
    car = canvas.solid.car
    rows = faces()[car.key]["rear" if canvas.rear else "front"]
    low = car.sil_corners[-1 if canvas.rear else 0][1]
    high = car.sil_corners[-3][1] if canvas.rear else rows["brow"]
    return {k: v if k in PLAIN else _metric(v, low, high) for k, v in rows.items()}


def _metric(value: str | int, low: float, high: float) -> str | float:
    if isinstance(value, int):
        return low + value * (high - low) / 1000
    words = value.replace(";", " ; ").split()
    return " ".join(word if word == ";" else _point(word, low, high) for word in words)


def _point(word: str, low: float, high: float) -> str:
    q, v = word.rstrip("!").split(",")
    return f"{q},{low + int(v) * (high - low) / 1000:.0f}" + "!" * word.endswith("!")


def fill(d: str, colour: str, more: str = "") -> str:
    """Return a filled path."""
    return f'<path d="{d}" fill="{colour}"{more}/>'


def strokes(name: str, d: str, rows: tuple[tuple[str, int, str], ...]) -> str:
    """Return one path under a name, stroked once a row: colour, width, more; the widest first."""
    uses = "".join(
        f'<use href="#{name}" stroke="{colour}" stroke-width="{width}"{more}/>'
        for colour, width, more in rows
    )
    return (
        f'<defs><path id="{name}" d="{d}"/></defs><g fill="none" stroke-linecap="round"'
        f' stroke-linejoin="round">{uses}</g>'
    )


def lower(canvas: Canvas) -> str:
    """Return the black lower part of the bumper."""
    return fill(canvas.whole(worn(canvas)["lower"]), "#131416")


def plate(canvas: Canvas, y: float) -> str:
    """Return the number plate, empty, with its blue ends, upright before the middle of the end."""
    middle = from_end(canvas.solid, [(0, y)], rear=canvas.rear)[0, 0]
    x = float(middle) + (14 if canvas.rear else -14)

    def quad(left: float, right: float) -> str:
        edge = [(x, y + 56, left), (x, y + 56, right), (x, y - 56, right), (x, y - 56, left)]
        return polygon(canvas.space(edge), flip=False)

    white = fill(quad(-262, 262), "#f1f3f4", ' stroke="#0a0b0c" stroke-width="8"')
    return white + fill(quad(-260, -218) + quad(218, 260), "#1f4fa8")
