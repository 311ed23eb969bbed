"""Drawings as PNG, for documents and previews: only the painting process makes any."""

import resvg_py


MAX_WIDTH = 4000


class RasterError(ValueError):
    """A drawing that cannot be rendered, with the reason."""


def png(svg: str, width: int) -> bytes:
    """Return a drawing as PNG of this width in pixels.

    Raises:
        RasterError: when the width is outside 1 to 4,000.
    """
    if not 1 <= width <= MAX_WIDTH:
        raise RasterError(f"a picture {width} pixels wide cannot be made; 1 to {MAX_WIDTH} can")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width))
