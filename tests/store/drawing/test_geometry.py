import math
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from store.drawing.geometry import OutlineError, height_at, outline, path, read_outline, spline


def test_a_spline_passes_its_points_with_one_tangent() -> None:
    points = [(0.0, 0.0), (100.0, 80.0), (260.0, 60.0), (400.0, 200.0)]
    segments = spline(points)
    assert [s[0] for s in segments] + [segments[-1][3]] == points
    for before, after in pairwise(segments):
        first = math.atan2(before[3][1] - before[2][1], before[3][0] - before[2][0])
        second = math.atan2(after[1][1] - after[0][1], after[1][0] - after[0][0])
        assert abs(first - second) < 1e-9


@given(st.integers(-500, 500), st.integers(1, 900))
def test_points_on_a_line_stay_on_the_line(slope: int, step: int) -> None:
    points = [(float(i * step), float(i * slope)) for i in range(5)]
    for segment in spline(points):
        for x, y in segment:
            assert abs(y * step - x * slope) < 1e-3 * max(1, abs(slope) * step)


def test_a_corner_ends_one_run_and_starts_the_next() -> None:
    segments = outline("0,0 100,100! 200,0")
    assert segments[0][3] == segments[1][0] == (100.0, 100.0)


def test_height_is_found_along_a_line_and_held_beyond_it() -> None:
    line = outline("0,100 100,200 200,300")
    assert abs(height_at(line, 50) - 150) < 1
    assert height_at(line, -50) == 100
    assert height_at(line, 900) == 300


def test_paths_are_whole_relative_numbers() -> None:
    d = path(outline("0,0 100,100 200,50"), close=True)
    assert d.startswith("M0 1900c")
    assert d.endswith("z")
    assert "." not in d


@pytest.mark.parametrize("bad", ["", "1,2", "1;2 3,4", "a,b 1,2", "1,2 3,4?", "1,2,3 4,5"])
def test_what_is_no_outline_is_named(bad: str) -> None:
    with pytest.raises(OutlineError):
        read_outline(bad)
