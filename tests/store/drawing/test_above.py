"""The car from above: every place outside is drawn, within the box, and no two cover each other."""

import io
from itertools import combinations
from pathlib import Path

from PIL import Image, ImageChops

import store
from store.drawing.above import HEIGHT, WIDTH, Outline, places
from store.drawing.raster import png
from tradein import read_rules


RULES = read_rules((Path(store.__file__).parent / "demo/tradein/rules.toml").read_text("utf-8"))
MIRROR = f'transform="matrix(-1 0 0 1 {WIDTH} 0)"'


def mask(outlines: tuple[Outline, ...]) -> Image.Image:
    drawn = "".join(f'<path d="{one.path}" {MIRROR if one.mirrored else ""}/>' for one in outlines)
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return (
        Image.open(io.BytesIO(png(f"<svg {box}>{drawn}</svg>", WIDTH)))
        .getchannel("A")
        .point(lambda ink: 255 * (ink > 127))
    )


def test_every_place_outside_is_drawn_and_nothing_else() -> None:
    inside = {key for key, zone in RULES.zones.items() if zone.group == "cabin"}
    assert set(places()) == set(RULES.zones) - inside


def test_the_shapes_lie_beside_each_other_in_their_box() -> None:
    masks = {zone: mask(outlines) for zone, outlines in places().items()}
    for zone, one in masks.items():
        left, top, right, bottom = one.getbbox() or (0, 0, 0, 0)
        assert 0 < left < right < WIDTH, zone
        assert 0 < top < bottom < HEIGHT, zone
    for (first, a), (second, b) in combinations(masks.items(), 2):
        common = ImageChops.darker(a, b).histogram()[255]
        assert common <= 12, (first, second, common)


def test_the_car_is_the_same_on_both_sides() -> None:
    for zone, (one, *_others) in places().items():
        if "left" in zone:
            (other,) = places()[zone.replace("left", "right")]
            assert (one.path, not one.mirrored) == (other.path, other.mirrored)
