import gzip
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st

from store.drawing import (
    PaintError,
    UnknownDrawing,
    UnknownView,
    UnknownWheel,
    drawings,
    quarter_svg,
    views,
    wheel_designs,
)
from store.drawing.quarter import draw, trim
from store.drawing.quarter.camera import camera
from store.drawing.quarter.canvas import Canvas
from store.drawing.quarter.solid import solid
from store.drawing.roof import rails
from store.drawing.side import ASPECT
from store.drawing.tables import car


BLUE = ("#1d5fc4", "metallic", "star5")
LIMIT, PACKED_LIMIT = 20_000, 6_000
SEEN = [(key, view) for key in drawings() for view in ("front", "rear")]


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)


@pytest.mark.parametrize(("key", "view"), SEEN)
@pytest.mark.parametrize("wheel", wheel_designs())
def test_every_car_is_drawn_on_every_wheel_within_its_size(key: str, view: str, wheel: str) -> None:
    svg = quarter_svg(key, view, "#c3c8ce", "metallic", wheel, roof="#16181b").encode()
    read(svg.decode())
    assert len(svg) <= LIMIT
    assert len(gzip.compress(svg, 9)) <= PACKED_LIMIT


@pytest.mark.parametrize(("key", "view"), SEEN)
def test_references_inside_a_drawing_all_resolve_and_no_name_is_used_twice(
    key: str, view: str
) -> None:
    for wheel in wheel_designs():
        text = quarter_svg(key, view, "#1d5fc4", "solid", wheel, roof="#16181b")
        ids = [e.get("id") for e in read(text).iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        pieces = text.replace("url(#", 'href="#').split('href="#')[1:]
        assert {piece.split('"')[0].split(")")[0] for piece in pieces} <= set(ids)


@pytest.mark.parametrize(("key", "view"), SEEN)
def test_a_drawing_carries_no_style_script_word_or_outside_address(key: str, view: str) -> None:
    svg = quarter_svg(key, view, *BLUE)
    tags = {e.tag.rpartition("}")[2] for e in read(svg).iter()}
    assert not tags & {"style", "script", "text", "foreignObject"}
    addresses = [e.get("href", "") for e in read(svg).iter()]
    assert all(a.startswith(("#", "data:image/webp;base64,")) for a in addresses if a)


@pytest.mark.parametrize(("key", "view"), SEEN[::5])
def test_the_same_words_give_the_same_drawing_from_a_fresh_start(key: str, view: str) -> None:
    first = quarter_svg(key, view, *BLUE)
    draw.scene.cache_clear()
    quarter_svg.cache_clear()
    assert quarter_svg(key, view, *BLUE) == first


@pytest.mark.parametrize(("key", "view"), SEEN)
def test_a_car_stands_whole_in_a_frame_of_the_side_views_shape(key: str, view: str) -> None:
    made = draw.scene(key, view)
    x, y, width, height = made.box
    assert abs(width / height - ASPECT) < 0.002
    assert all(x < px < x + width and y < py < y + height for px, py in made.skin.outline)


def test_nose_and_tail_are_two_drawings_and_a_roof_of_its_own_changes_both() -> None:
    fronts = {view: quarter_svg("208", view, *BLUE) for view in ("front", "rear")}
    assert fronts["front"] != fronts["rear"]
    assert all(quarter_svg("208", v, *BLUE, roof="#16181b") != d for v, d in fronts.items())


@settings(max_examples=25)
@given(
    colour=st.integers(0, 0xFFFFFF).map("#{:06x}".format),
    finish=st.sampled_from(["solid", "metallic", "pearl", "matte"]),
    view=st.sampled_from(["front", "rear"]),
)
def test_any_colour_in_any_finish_makes_a_well_formed_drawing(
    colour: str, finish: str, view: str
) -> None:
    read(quarter_svg("ds4", view, colour, finish, "turbine"))


def test_every_car_has_the_three_views() -> None:
    assert {views(key) for key in drawings()} == {("side", "front", "rear")}
    assert views("zebra") == ("side",)


def test_an_unknown_car_view_wheel_or_colour_is_named() -> None:
    with pytest.raises(UnknownDrawing, match="zebra"):
        quarter_svg("zebra", "front", *BLUE)
    with pytest.raises(UnknownView, match="below"):
        quarter_svg("208", "below", *BLUE)
    with pytest.raises(UnknownWheel, match="square"):
        quarter_svg("208", "front", "#1d5fc4", "metallic", "square")
    for colour in ("red", '#1"/><a'):
        with pytest.raises(PaintError):
            quarter_svg("208", "front", colour, "metallic", "star5")
    with pytest.raises(PaintError):
        quarter_svg("208", "front", *BLUE, roof="#fff")


@pytest.mark.parametrize("key", drawings())
def test_a_car_wears_its_roof_rails_from_every_side_or_from_none(key: str) -> None:
    worn = {trim.rails(Canvas(solid(key), camera(view, car(key).length), view == "rear")) != ""
            for view in ("front", "rear")}  # fmt: skip
    assert worn == {car(key).rails}
    assert (rails(car(key)) != "") == car(key).rails
