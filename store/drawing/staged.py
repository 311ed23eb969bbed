"""A car on a lit wall and a floor, in the shape that previews of links show."""

WALL = (
    '<linearGradient id="stage-wall" x2="0" y2="1"><stop stop-color="#f6f7f9"/>'
    '<stop offset=".72" stop-color="#d9dde3"/><stop offset=".74" stop-color="#eceef1"/>'
    '<stop offset="1" stop-color="#f6f7f9"/></linearGradient>'
)
PLACE = '<svg x="24" y="96" width="1152" height="442"'


def staged(car: str) -> str:
    """Return a drawing of a car on a stage, an SVG document of 1200 x 630."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">{WALL}'
        f'<rect width="1200" height="630" fill="url(#stage-wall)"/>{car.replace("<svg", PLACE, 1)}'
        "</svg>"
    )
