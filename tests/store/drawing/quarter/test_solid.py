import numpy as np
import pytest
from hypothesis import given, strategies as st

from store.drawing import drawings
from store.drawing.quarter.camera import camera
from store.drawing.quarter.field import Grid, signed_distance
from store.drawing.quarter.lift import from_end, from_side
from store.drawing.quarter.solid import smooth_max, solid
from store.drawing.quarter.trace import contour, simplified


@pytest.mark.parametrize("key", drawings())
def test_a_solid_is_as_long_as_wide_and_as_high_as_its_car(key: str) -> None:
    made = solid(key)
    car = made.car
    ends = from_end(made, [(0, 600)])[0, 0], from_end(made, [(0, 600)], rear=True)[0, 0]
    assert ends[0] == pytest.approx(0, abs=60)
    assert ends[1] == pytest.approx(car.length, abs=60)
    xs = np.linspace(0, car.length, 60)
    for y in (car.sill + 120.0, car.belt):
        widest = max(from_side(made, [(x, y) for x in xs])[:, 2])
        assert widest <= made.half + 30
    assert max(from_side(made, [(x, car.belt) for x in xs])[:, 2]) >= made.half - 40
    above = made.both(xs, np.full(60, car.height + 5.0), np.zeros(60))
    assert (above > 0).all()


@pytest.mark.parametrize("key", drawings())
def test_both_sides_of_a_solid_are_alike(key: str) -> None:
    made = solid(key)
    rng = np.random.default_rng(1)
    x, y, z = rng.uniform(0, 1, (3, 400)) * [[made.car.length], [made.car.height], [made.half]]
    assert np.allclose(made.both(x, y, z), made.both(x, y, -z))


@given(a=st.floats(-500, 500), b=st.floats(-500, 500), width=st.floats(1, 300))
def test_a_rounded_edge_lies_within_a_quarter_of_its_width(
    a: float, b: float, width: float
) -> None:
    edge = float(smooth_max(np.array(a), np.array(b), width))
    assert max(a, b) <= edge <= max(a, b) + width / 4 + 1e-9


def test_distances_to_a_square_are_those_of_a_square() -> None:
    grid = Grid.around(300, 300)
    values = signed_distance(grid, [(0, 0), (300, 0), (300, 300), (0, 300)])
    inside, beside, corner = (
        float(grid.sample(values, np.array(x), np.array(y)))
        for x, y in ((150.0, 60.0), (380.0, 150.0), (330.0, 340.0))
    )
    assert inside == pytest.approx(-60, abs=1)
    assert beside == pytest.approx(80, abs=1)
    assert corner == pytest.approx(50, abs=1)


def test_a_ray_through_a_point_of_the_picture_leads_back_to_it() -> None:
    eye = camera("front", 4055)
    points = np.array([[800.0, 300.0, 870.0], [3900.0, 1200.0, -400.0], [0.0, 0.0, 0.0]])
    seen = eye.project(points)
    ways = eye.rays(seen[:, 0], seen[:, 1])
    ahead = points - np.array(eye.eye)
    assert np.allclose(ways, ahead / np.linalg.norm(ahead, axis=1, keepdims=True))


def test_the_nose_is_nearer_in_the_front_view_and_left_in_both() -> None:
    nose, tail = np.array([[0.0, 600, 0], [4055.0, 600, 0]])
    for view in ("front", "rear"):
        eye = camera(view, 4055)
        left, right = eye.project(np.array([nose, tail]))[:, 0]
        assert left < right
        nearer = np.linalg.norm(nose - eye.eye) < np.linalg.norm(tail - eye.eye)
        assert nearer == (view == "front")


def test_the_outline_of_a_round_field_is_its_circle() -> None:
    xs = ys = np.linspace(-100, 100, 41)
    x, y = np.meshgrid(xs, ys)
    line = contour(np.hypot(x, y) - 60, xs, ys)
    assert all(abs(np.hypot(*point) - 60) < 0.3 for point in line)
    fewer = simplified(line, 2)
    assert len(fewer) < len(line) / 3
    assert set(fewer) <= set(line)
