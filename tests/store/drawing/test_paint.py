from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from store.drawing.paint import FINISHES, PaintError, mix, oklch, to_hex


COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_the_worked_paints_come_out() -> None:
    blue = mix("#1d5fc4", "metallic")
    assert blue.hi == "#6ea5fd"
    red = mix("#8e1420", "pearl")
    assert (red.hi, red.mid, red.deep) == ("#d4687b", "#670210", "#390005")
    white = mix("#eceef0", "solid")
    assert (white.hi, white.mid) == ("#ffffff", "#d7dce0")


@given(COLOURS)
def test_a_colour_survives_the_way_through_oklch(colour: str) -> None:
    back = to_hex(*oklch(colour))
    pairs = [(int(colour[i : i + 2], 16), int(back[i : i + 2], 16)) for i in (1, 3, 5)]
    assert all(abs(a - b) <= 2 for a, b in pairs)


@given(COLOURS, st.sampled_from(sorted(FINISHES)))
def test_stops_run_from_light_to_dark(colour: str, finish: str) -> None:
    paint = mix(colour, finish)
    lights = [oklch(stop)[0] for stop in (paint.hi, paint.base, paint.mid, paint.deep)]
    assert all(a >= b - 0.02 for a, b in pairwise(lights))


@pytest.mark.parametrize("bad", ["", "#12345", "1d5fc4#", "#gggggg", "#1234567", "blue"])
def test_what_is_no_colour_is_named(bad: str) -> None:
    with pytest.raises(PaintError):
        oklch(bad)
