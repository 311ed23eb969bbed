from xml.etree import ElementTree as ET

import pytest

from store.drawing import PaintError, UnknownFabric, seats


@pytest.mark.parametrize("fabric", ["woven", "leather", "alcantara", "light"])
def test_seats_are_drawn_small_whole_and_in_the_colours_asked(fabric: str) -> None:
    svg = seats(fabric, "#9a5a32", "#f0e2cd")
    root = ET.fromstring(svg)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    pieces = svg.replace("url(#", 'href="#').split('href="#')[1:]
    assert {piece.split('"')[0].split(")")[0] for piece in pieces} <= set(ids)
    assert len(ids) == len(set(ids))
    assert "#9a5a32" in svg
    assert "#f0e2cd" in svg
    assert len(svg) < 2_500


def test_unknown_covers_and_colours_are_named() -> None:
    with pytest.raises(UnknownFabric, match="velvet"):
        seats("velvet", "#9a5a32", "#f0e2cd")
    with pytest.raises(PaintError, match="brown"):
        seats("leather", "brown", "#f0e2cd")
    with pytest.raises(PaintError):
        seats("leather", "#9a5a32", '"/><a')
