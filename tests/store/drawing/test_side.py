from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st

from store.drawing import (
    PaintError,
    UnknownDrawing,
    UnknownWheel,
    drawings,
    side_svg,
    wheel_designs,
)
from store.drawing.raster import png
from store.drawing.side import ASPECT, FLOOR, view_box
from store.drawing.tables import car


BLUE = ("#1d5fc4", "metallic", "star5")
LIMIT = 20_000


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)


@pytest.mark.parametrize("key", drawings())
@pytest.mark.parametrize("wheel", wheel_designs())
def test_every_car_is_drawn_on_every_wheel_within_its_size(key: str, wheel: str) -> None:
    svg = side_svg(key, "#d9700f", "pearl", wheel, "#101214")
    read(svg)
    assert len(svg.encode()) <= LIMIT


def test_the_eight_drawings_of_the_catalogue_are_there() -> None:
    assert set(drawings()) == {"208", "2008", "3008", "408", "c3", "c5-aircross", "ds3", "ds4"}


@pytest.mark.parametrize("key", drawings())
def test_cars_share_one_aspect_and_one_floor(key: str) -> None:
    _, y, width, height = view_box(car(key))
    assert abs(width / height - ASPECT) < 0.002
    assert y + height == 1900 + FLOOR


@pytest.mark.parametrize("key", drawings())
def test_a_car_fits_its_frame(key: str) -> None:
    drawn = car(key)
    x, y, width, _ = view_box(drawn)
    assert x < 0
    assert x + width > drawn.length
    assert 1900 - drawn.height - 60 > y


@pytest.mark.parametrize("key", drawings())
def test_references_inside_a_drawing_all_resolve(key: str) -> None:
    root = read(side_svg(key, *BLUE))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    text = side_svg(key, *BLUE)
    wanted = {
        part.split('"')[0].split(")")[0]
        for part in text.replace("url(#", 'href="#').split('href="#')[1:]
    }
    assert wanted <= set(ids)


def test_a_drawing_carries_no_style_script_or_outside_address() -> None:
    svg = side_svg("c3", *BLUE)
    assert "style" not in svg
    assert "<script" not in svg
    assert svg.count("http") == 1


def test_a_roof_of_its_own_changes_the_drawing() -> None:
    assert side_svg("208", *BLUE) != side_svg("208", *BLUE, "#101214")


@settings(max_examples=25)
@given(
    colour=st.integers(0, 0xFFFFFF).map("#{:06x}".format),
    finish=st.sampled_from(["solid", "metallic", "pearl", "matte"]),
)
def test_any_colour_in_any_finish_makes_a_well_formed_drawing(colour: str, finish: str) -> None:
    read(side_svg("ds4", colour, finish, "turbine"))


def test_an_unknown_car_wheel_or_colour_is_named() -> None:
    with pytest.raises(UnknownDrawing, match="zebra"):
        side_svg("zebra", *BLUE)
    with pytest.raises(UnknownWheel, match="square"):
        side_svg("208", "#1d5fc4", "metallic", "square")
    with pytest.raises(PaintError, match="red"):
        side_svg("208", "red", "metallic", "star5")
    with pytest.raises(PaintError, match="glitter"):
        side_svg("208", "#1d5fc4", "glitter", "star5")


def test_hostile_colour_text_never_reaches_the_drawing() -> None:
    with pytest.raises(PaintError):
        side_svg("208", '#1"/><a', "metallic", "star5")
    with pytest.raises(PaintError):
        side_svg("208", "#1d5fc4", "metallic", "star5", "#fff")


def test_a_drawing_becomes_a_picture() -> None:
    assert png(side_svg("208", *BLUE), 60).startswith(b"\x89PNG")


def test_a_picture_of_no_or_huge_width_is_refused() -> None:
    for width in (0, -1, 100_000):
        with pytest.raises(ValueError, match=str(width)):
            png("<svg/>", width)
