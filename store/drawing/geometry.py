"""Smooth outlines from a few points, and their shortest SVG path.

One unit is one millimetre; x runs rearward from the foremost point, y up from the ground. Corners
split an outline into runs; each run is one natural cubic spline whose parameter steps are
chord^0.62, between the centripetal (0.5) and the chordal (1) choice of Lee (1989).
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise


GROUND = 1900  # svg y of the ground
EXPONENT = 0.62
QUADRATIC_SLACK = 1.5  # how far, in millimetres, a shorter curve may leave the cubic

Point = tuple[float, float]
Segment = tuple[Point, Point, Point, Point]


class OutlineError(ValueError):
    """An outline that cannot be drawn, with the text at fault."""


def read_outline(text: str) -> list[tuple[Point, bool]]:
    """Parse "x,y x,y! …" into points with their corner flag.

    Raises:
        OutlineError: naming the word that is not a point, or when there are fewer than two.
    """
    points = []
    for word in text.split():
        x, comma, y = word.rstrip("!").partition(",")
        if not comma or not x.lstrip("-").isdigit() or not y.lstrip("-").isdigit():
            raise OutlineError(f"{word!r} is not a point x,y")
        points.append(((float(x), float(y)), word.endswith("!")))
    if len(points) < 2:  # noqa: PLR2004  a line needs two points
        raise OutlineError(f"{text!r} has fewer than two points")
    return points


def outline(text: str) -> list[Segment]:
    """Return the Bezier segments of an outline, smooth between its corners."""
    runs: list[list[Point]] = [[]]
    for point, corner in read_outline(text):
        runs[-1].append(point)
        if corner and len(runs[-1]) > 1:
            runs.append([point])
    return [segment for run in runs if len(run) > 1 for segment in spline(run)]


def _slopes(steps: Sequence[float], values: Sequence[float]) -> list[float]:
    """Solve the tridiagonal system of a natural spline for the tangents (Thomas algorithm)."""
    n = len(values)
    rises = [(values[i + 1] - values[i]) / steps[i] for i in range(n - 1)]
    upper, right = [0.5], [1.5 * rises[0]]
    for i in range(1, n - 1):
        below, above = steps[i], steps[i - 1]
        pivot = 2 * (below + above) - below * upper[-1]
        upper.append(above / pivot)
        full = 3 * (below * rises[i - 1] + above * rises[i])
        right.append((full - below * right[-1]) / pivot)
    slopes = [(3 * rises[-1] - right[-1]) / (2 - upper[-1])]
    for i in range(n - 2, -1, -1):
        slopes.append(right[i] - upper[i] * slopes[-1])
    return slopes[::-1]


def spline(points: Sequence[Point]) -> list[Segment]:
    """Return one natural cubic spline through the points as Bezier segments."""
    steps = [math.dist(a, b) ** EXPONENT for a, b in pairwise(points)]
    dx = _slopes(steps, [x for x, _ in points])
    dy = _slopes(steps, [y for _, y in points])
    out = []
    for i, step in enumerate(steps):
        (x0, y0), (x3, y3) = points[i], points[i + 1]
        third = step / 3
        first = (x0 + dx[i] * third, y0 + dy[i] * third)
        second = (x3 - dx[i + 1] * third, y3 - dy[i + 1] * third)
        out.append(((x0, y0), first, second, (x3, y3)))
    return out


def straight(points: Sequence[Point]) -> list[Segment]:
    """Return straight lines through the points as Bezier segments."""
    return [(a, a, b, b) for a, b in pairwise(points)]


def reverse(segments: Iterable[Segment]) -> list[Segment]:
    """Return the same outline drawn from its other end."""
    return [(d, c, b, a) for a, b, c, d in reversed(list(segments))]


def at(segment: Segment, t: float) -> Point:
    """Return the point of a segment at t in 0..1."""
    u = 1 - t
    weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    x = sum(w * p[0] for w, p in zip(weights, segment, strict=True))
    y = sum(w * p[1] for w, p in zip(weights, segment, strict=True))
    return (x, y)


def height_at(segments: Sequence[Segment], x: float) -> float:
    """Return y where an outline that runs rearward passes x; its ends hold beyond."""
    for segment in segments:
        if segment[0][0] <= x <= segment[3][0]:
            low, high = 0.0, 1.0
            for _ in range(24):
                middle = (low + high) / 2
                low, high = (middle, high) if at(segment, middle)[0] < x else (low, middle)
            return at(segment, low)[1]
    return segments[0][0][1] if x < segments[0][0][0] else segments[-1][3][1]


def _numbers(values: Iterable[int]) -> str:
    text = ""
    for value in values:
        text += f"{value}" if value < 0 or not text else f" {value}"
    return text


def _handles(a: Point, b: Point, c: Point, d: Point) -> tuple[str, list[Point]]:
    """Return the command and the handles of a segment: one handle where that is close enough."""
    off = math.dist((d[0] + 3 * b[0], d[1] + 3 * b[1]), (a[0] + 3 * c[0], a[1] + 3 * c[1]))
    if off * math.sqrt(3) / 36 > QUADRATIC_SLACK:
        return "c", [b, c]
    middle = [(3 * (b[i] + c[i]) - a[i] - d[i]) / 4 for i in (0, 1)]
    return "q", [(middle[0], middle[1])]


def _standing(point: Point) -> tuple[int, int]:
    return round(point[0]), round(GROUND - point[1])


def _even(point: Point) -> tuple[int, int]:
    """Return the nearest even place: seen from afar as exact, and a fifteenth shorter packed."""
    return 2 * round(point[0] / 2), 2 * round(point[1] / 2)


def path(segments: Sequence[Segment], *, close: bool = False, flip: bool = True) -> str:
    """Return the path data with whole relative coordinates; even ones where y is not flipped.

    Args:
        segments: segments that follow each other; a gap is bridged by a line.
        close: whether the path ends with z.
        flip: whether y runs up from the ground (else coordinates are the drawing's own).
    """
    put = _standing if flip else _even

    x, y = put(segments[0][0])
    out = f"M{_numbers((x, y))}"
    for start, first, second, end in segments:
        sx, sy = put(start)
        if (sx, sy) != (x, y):
            out += f"l{_numbers((sx - x, sy - y))}"
        ex, ey = put(end)
        if (start, end) == (first, second):
            if (ex, ey) == (sx, sy):
                continue
            out += f"l{_numbers((ex - sx, ey - sy))}"
        else:
            letter, handles = _handles(start, first, second, end)
            placed = [*(put(handle) for handle in handles), (ex, ey)]
            out += letter + _numbers(n for hx, hy in placed for n in (hx - sx, hy - sy))
        x, y = ex, ey
    return out + ("z" if close else "")


def polygon(points: Sequence[Point], *, flip: bool = True) -> str:
    """Return a closed path of straight lines."""
    return path(straight(points), close=True, flip=flip)


def smooth(points: Sequence[Point], *, close: bool = False) -> str:
    """Return the path of one spline through the points."""
    return path(spline(points), close=close)


def lens(points: Sequence[Point], up: Sequence[float], down: Sequence[float]) -> str:
    """Return a closed band around a line: heights above and below it, point by point."""
    top = [(x, y + h) for (x, y), h in zip(points, up, strict=True)]
    bottom = [(x, y - h) for (x, y), h in zip(points, down, strict=True)]
    return path([*spline(top), *spline(bottom[::-1])], close=True)
