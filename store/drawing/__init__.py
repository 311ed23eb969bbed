"""The store's own illustrations: cars from the side and from three quarters, geometry of charts.

Everything is pure: the same words give the same drawing.
"""

from functools import lru_cache

from store.drawing.above import places
from store.drawing.paint import PaintError
from store.drawing.quarter.draw import quarter
from store.drawing.quarter.face import UnknownView, faces
from store.drawing.seats import UnknownFabric, seats
from store.drawing.side import side
from store.drawing.spec import PictureSpec, painted
from store.drawing.tables import UnknownDrawing, drawings
from store.drawing.wheels import UnknownWheel, wheel_designs


__all__ = [
    "PaintError",
    "PictureSpec",
    "UnknownDrawing",
    "UnknownFabric",
    "UnknownView",
    "UnknownWheel",
    "drawings",
    "painted",
    "places",
    "quarter_svg",
    "seats",
    "side_svg",
    "views",
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


@lru_cache(maxsize=512)
def quarter_svg(
    drawing: str, view: str, paint: str, finish: str, wheel: str, *, roof: str | None = None
) -> str:
    """Return a car from three quarters as an SVG document of the side view's shape.

    Args:
        drawing: a key of `drawings()`.
        view: "front" or "rear"; the car faces left in both.
        paint: the base colour, #rrggbb.
        finish: solid, metallic, pearl or matte.
        wheel: a name of `wheel_designs()`, with "-dark" or "-black" for a darker tone.
        roof: the colour of a roof of its own, #rrggbb.

    Raises:
        UnknownDrawing, UnknownView, UnknownWheel, PaintError: naming the word that is not known.
    """
    return quarter(drawing, view, (paint, finish), wheel, roof)


def views(drawing: str) -> tuple[str, ...]:
    """Return the views that a car is drawn in, the side first."""
    return ("side", *faces().get(drawing, {}))
