"""The store's own illustrations: cars from the side, and the geometry of charts.

Everything is pure: the same words give the same drawing.
"""

from functools import lru_cache

from store.drawing.paint import PaintError
from store.drawing.raster import png
from store.drawing.side import side
from store.drawing.staged import staged
from store.drawing.tables import UnknownDrawing, drawings
from store.drawing.wheels import UnknownWheel, wheel_designs


__all__ = [
    "PaintError",
    "UnknownDrawing",
    "UnknownWheel",
    "drawings",
    "png",
    "side_svg",
    "staged",
    "wheel_designs",
]


@lru_cache(maxsize=512)
def side_svg(drawing: str, paint: str, finish: str, wheel: str, roof: str | None = None) -> str:
    """Return a car from the side as an SVG document, 1152 x 442, ground 130 mm above its edge.

    Args:
        drawing: a key of `drawings()`.
        paint: the base colour, #rrggbb.
        finish: solid, metallic, pearl or matte.
        wheel: a name of `wheel_designs()`, with "-dark" or "-black" for a darker tone.
        roof: the colour of a roof of its own, #rrggbb.

    Raises:
        UnknownDrawing, UnknownWheel, PaintError: naming the word that is not known.
    """
    return side(drawing, paint, finish, wheel, roof)
