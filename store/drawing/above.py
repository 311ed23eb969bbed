"""The car seen from above with its sides unfolded, a shape for each place that may be damaged.

Drawn by eye for any car: the middle from bumper to bumper, beside it both sides laid flat, their
wheels outwards. One outline serves left and right.
"""

from collections.abc import Mapping
from dataclasses import dataclass


WIDTH, HEIGHT = 420, 760


@dataclass(frozen=True)
class Outline:
    """An SVG path in a box of WIDTH x HEIGHT, front up; `mirrored` on the right of the car."""

    path: str
    mirrored: bool = False


MIDDLE = {
    "front_bumper": "M139 86Q137 50 210 42Q283 50 281 86L270 80Q210 66 150 80Z",
    "bonnet": "M148 100L168 84Q210 74 252 84L272 100L278 212Q210 192 142 212Z",
    "windscreen": "M142 218Q210 198 278 218L264 290Q210 276 156 290Z",
    "roof": "M156 296Q210 282 264 296L266 500Q210 510 154 500Z",
    "rear_window": "M154 506Q210 516 266 506L276 572Q210 588 144 572Z",
    "boot": "M144 578Q210 594 276 578L279 648L256 664Q210 672 164 664L141 648Z",
    "rear_bumper": (
        "M140 674L160 670Q210 680 260 670L280 674Q284 706 268 714Q210 728 152 714Q136 706 140 674Z"
    ),
}
LEFT = {
    "wing_front": "M72 86Q52 88 48 104V122A46 46 0 0 1 48 214V250H104L114 226Q112 150 108 92Z",
    "door_front": "M48 256H92V384H48Z",
    "door_rear": "M48 390H92V532H48Z",
    "wing_rear": (
        "M48 538H94L112 562Q112 620 108 668Q90 682 70 678Q50 672 48 652V638A46 46 0 0 0 48 546Z"
    ),
    "sill": "M34 218H42V542H34Q30 380 34 218Z",
    "wheel_front": "M6 168a38 38 0 1 0 76 0a38 38 0 1 0-76 0Z",
    "wheel_rear": "M6 592a38 38 0 1 0 76 0a38 38 0 1 0-76 0Z",
    "mirror": "M116 228L134 222Q142 228 140 244L120 250Z",
    "windows": "M98 262Q114 258 118 300L121 482Q118 524 98 528Z",
    "headlight": "M140 92L164 82L146 98L143 116Z",
    "rear_light": "M141 654L163 668L150 671L140 668Z",
}
SIDES = {
    "front_{}_wing": "wing_front",
    "front_{}_door": "door_front",
    "rear_{}_door": "door_rear",
    "rear_{}_wing": "wing_rear",
    "{}_sill": "sill",
    "front_{}_wheel": "wheel_front",
    "rear_{}_wheel": "wheel_rear",
    "{}_mirror": "mirror",
}
BOTH = {"side_windows": "windows", "headlights": "headlight", "rear_lights": "rear_light"}


def places() -> Mapping[str, tuple[Outline, ...]]:
    """Return the outlines of every place that is seen from outside, by its zone."""
    drawn: dict[str, tuple[Outline, ...]] = {
        zone: (Outline(path),) for zone, path in MIDDLE.items()
    }
    for zone, part in SIDES.items():
        drawn[zone.format("left")] = (Outline(LEFT[part]),)
        drawn[zone.format("right")] = (Outline(LEFT[part], mirrored=True),)
    for zone, part in BOTH.items():
        drawn[zone] = (Outline(LEFT[part]), Outline(LEFT[part], mirrored=True))
    return drawn
