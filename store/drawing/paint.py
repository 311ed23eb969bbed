"""The five colours of a car paint, from its base colour, in OKLCH (Ottosson 2020).

A finish says how far the lit, turned and shaded parts leave the base colour.
"""

import math
from dataclasses import dataclass


HEX_LENGTH = 7
NEAR_NEUTRAL = 0.03
CODED_KNEE, LINEAR_KNEE = 0.04045, 0.0031308  # of the sRGB transfer curve, IEC 61966-2-1
LIGHT, DARK = 0.85, 0.35


class PaintError(ValueError):
    """A colour or finish that is not known, with its value."""


@dataclass(frozen=True)
class Finish:
    """How a paint answers light: kh, km, kd move lightness; dh turns hue."""

    kh: float
    km: float
    kd: float
    w: float
    k: float
    dh: float = 0


FINISHES = {
    "solid": Finish(0.24, 0.86, 0.62, 0.75, 0.8),
    "metallic": Finish(0.44, 0.72, 0.45, 1, 1),
    "pearl": Finish(0.40, 0.78, 0.52, 1, 0.9, -12),
    "matte": Finish(0.16, 0.86, 0.64, 0.35, 0.7),
}


@dataclass(frozen=True)
class Paint:
    """The stops of one paint as #rrggbb, and the strengths of light (w) and shade (k)."""

    base: str
    hi: str
    mid: str
    deep: str
    edge: str
    w: float
    k: float


def _channel(value: float) -> float:
    return value / 12.92 if value <= CODED_KNEE else ((value + 0.055) / 1.055) ** 2.4


def oklch(colour: str) -> tuple[float, float, float]:
    """Return lightness, chroma and hue (degrees) of #rrggbb.

    Raises:
        PaintError: when the text is not #rrggbb.
    """
    if len(colour) != HEX_LENGTH or colour[0] != "#":
        raise PaintError(f"{colour!r} is not a colour like #1d5fc4")
    try:
        red, green, blue = (_channel(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    except ValueError:
        raise PaintError(f"{colour!r} is not a colour like #1d5fc4") from None
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, math.hypot(a, b), math.degrees(math.atan2(b, a))


def _linear(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def to_hex(light: float, chroma: float, hue: float) -> str:
    """Return #rrggbb; chroma gives way until the colour fits the screen's gamut."""
    light = min(1.0, max(0.0, light))
    linear = _linear(light, chroma, hue)
    slack = 0.0005
    while chroma > slack and not all(-slack <= value <= 1 + slack for value in linear):
        chroma *= 0.95
        linear = _linear(light, chroma, hue)
    bytes_ = []
    for value in linear:
        clipped = min(1.0, max(0.0, value))
        low = clipped <= LINEAR_KNEE
        coded = clipped * 12.92 if low else 1.055 * clipped ** (1 / 2.4) - 0.055
        bytes_.append(round(coded * 255))
    return "#{:02x}{:02x}{:02x}".format(*bytes_)


def mix(colour: str, finish: str) -> Paint:
    """Return the stops of a paint.

    Raises:
        PaintError: for an unknown finish or colour.
    """
    if finish not in FINISHES:
        raise PaintError(f"{finish!r} is not a finish: {', '.join(FINISHES)}")
    kind = FINISHES[finish]
    light, chroma, hue = oklch(colour)
    kh = kind.kh * (0.75 if light < DARK else 1)
    km, kd, k, edge = kind.km, kind.kd, kind.k, 0.42
    if light > LIGHT:
        km, kd, k, edge = 0.94, 0.80, kind.k * 0.55, 0.62
    hi = to_hex(light + (1 - light) * kh, chroma * (1 - 0.3 * kh), hue + kind.dh)
    mid, deep = to_hex(light * km, chroma * 0.98, hue), to_hex(light * kd, chroma * 0.9, hue)
    if light > LIGHT and chroma < NEAR_NEUTRAL:
        hi, mid, deep = "#ffffff", to_hex(light * 0.94, 0.008, 248), to_hex(light * 0.8, 0.012, 255)
    return Paint(colour, hi, mid, deep, to_hex(light * edge, chroma * 0.7, hue), kind.w, k)
