"""A picture of a car by what it shows: equal specs give equal bytes."""

from dataclasses import dataclass
from typing import Literal

from store.drawing.quarter.draw import quarter
from store.drawing.raster import png
from store.drawing.side import side
from store.drawing.staged import staged


@dataclass(frozen=True, kw_only=True)
class PictureSpec:
    """Everything a picture of a car depends on.

    Attributes:
        drawing: a key of `store.drawing.drawings()`.
        view: one of `store.drawing.views(drawing)`.
        paint: the base colour, #rrggbb.
        finish: solid, metallic, pearl or matte.
        wheel: a name of `wheel_designs()`, with "-dark" or "-black" for a darker tone.
        roof: the colour of a roof of its own, #rrggbb.
        form: "svg"; "png", the bare car; "stage", a PNG of the car on a lit stage.
        width: pixels of a PNG; 0 for an SVG.
    """

    drawing: str
    view: str
    paint: str
    finish: str
    wheel: str
    roof: str | None = None
    form: Literal["svg", "png", "stage"] = "svg"
    width: int = 0


def painted(spec: PictureSpec) -> bytes:
    """Return the picture of a spec: an SVG document or a PNG.

    Raises:
        UnknownDrawing, UnknownView, UnknownWheel, PaintError: naming the word that is not known.
        RasterError: a PNG's width is outside 1 to 4,000.
    """
    if spec.view == "side":
        svg = side(spec.drawing, spec.paint, spec.finish, spec.wheel, spec.roof)
    else:
        colour = (spec.paint, spec.finish)
        svg = quarter(spec.drawing, spec.view, colour, spec.wheel, spec.roof)
    if spec.form == "svg":
        return svg.encode()
    return png(staged(svg) if spec.form == "stage" else svg, spec.width)
