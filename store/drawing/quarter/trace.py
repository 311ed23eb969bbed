"""The outline of a region, from a field of numbers: marching squares, then fewer points."""

import math
from collections.abc import Sequence

from store.drawing.geometry import Point
from store.drawing.quarter.field import Array


Edge = tuple[int, int, bool]  # row, column, whether it runs along the row
# the corners below 0, as bits (top left 1, top right 2, bottom right 4, bottom left 8), to sides
SIDES = {
    1: "LT", 2: "TR", 3: "LR", 4: "RB", 6: "TB", 7: "LB", 8: "BL", 9: "BT", 11: "BR", 12: "RL",
    13: "RT", 14: "TL", 5: "LT", 10: "TR",
}  # fmt: skip


def _edge(side: str, row: int, column: int) -> Edge:
    return {
        "T": (row, column, True),
        "B": (row + 1, column, True),
        "L": (row, column, False),
        "R": (row, column + 1, False),
    }[side]


def contour(field: Array, x: Array, y: Array) -> list[Point]:
    """Return the longest closed line where a field passes 0; x and y are its columns and rows."""
    below = field < 0
    links: dict[Edge, Edge] = {}
    code = below[:-1, :-1] * 1 + below[:-1, 1:] * 2 + below[1:, 1:] * 4 + below[1:, :-1] * 8
    rows, columns = ((code > 0) & (code < 15)).nonzero()  # noqa: PLR2004  all four corners
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        sides = SIDES[int(code[row, column])]
        links[_edge(sides[0], row, column)] = _edge(sides[1], row, column)
    loops = []
    while links:
        loop = [next(iter(links))]
        while loop[-1] in links:
            loop.append(links.pop(loop[-1]))
        loops.append(loop)
    return [_crossing(field, x, y, edge) for edge in max(loops, key=len)]


def _crossing(field: Array, x: Array, y: Array, edge: Edge) -> Point:
    row, column, along = edge
    to = (row, column + 1) if along else (row + 1, column)
    a, b = float(field[row, column]), float(field[to])
    share = a / (a - b)
    return (
        float(x[column] + share * (x[to[1]] - x[column])),
        float(y[row] + share * (y[to[0]] - y[row])),
    )


def simplified(points: Sequence[Point], slack: float) -> list[Point]:
    """Return fewer points, none of the others further than slack away (Ramer 1972)."""
    keep, parts = {0, len(points) - 1}, [(0, len(points) - 1)]
    while parts:
        start, end = parts.pop()
        (ax, ay), (bx, by) = points[start], points[end]
        length = math.hypot(bx - ax, by - ay)
        worst, where = slack, 0
        for i in range(start + 1, end):
            px, py = points[i]
            off = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length if length else 0
            off = off or math.hypot(px - ax, py - ay) * (not length)
            if off > worst:
                worst, where = off, i
        if where:
            keep.add(where)
            parts += [(start, where), (where, end)]
    return [points[i] for i in sorted(keep)]
