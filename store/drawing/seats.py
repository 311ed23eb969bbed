"""The cabin as its seats show it: two backrests in their cloth or leather, with their stitching."""

from store.drawing.paint import Paint, mix


TEXTURES = {
    "woven": (
        '<pattern id="t" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<path d="M0 0h4v4h-4zM4 4h4v4h-4z" fill="#000" fill-opacity=".2"/>'
        '<path d="M4 0h4v1h-4zM0 4h4v1h-4z" fill="#fff" fill-opacity=".14"/></pattern>'
    ),
    "leather": '<feTurbulence type="fractalNoise" baseFrequency=".42" numOctaves="3" seed="7"/>',
    "alcantara": '<feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="3"/>',
    "light": '<feTurbulence type="fractalNoise" baseFrequency=".5" numOctaves="3" seed="5"/>',
}
GRAIN = {"leather": ".42", "alcantara": ".6", "light": ".22"}
BACK = (
    "M-212 442C-228 330-216 214-176 158C-150 122-76 108 0 108"
    "C76 108 150 122 176 158C216 214 228 330 212 442z"
)
HEAD = "M-64 95Q-88 92-86 66Q-84 26-54 18Q0 8 54 18Q84 26 86 66Q88 92 64 95Q0 102-64 95z"
SEAMS = (
    "M-128 442C-142 320-138 236-108 178Q0 158 108 178C138 236 142 320 128 442"
    "M-58 170Q-70 310-66 442M0 165V442M58 170Q70 310 66 442"
)


class UnknownFabric(KeyError):
    """No seat is drawn in this."""


def _texture(fabric: str) -> tuple[str, str]:
    """Return the definitions of a texture and what lays it over the seat."""
    if fabric == "woven":
        return TEXTURES[fabric], '<use href="#b" fill="url(#t)"/>'
    tone = f"0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 {GRAIN[fabric]} 0 0 0 -.12"
    grain = (
        f'<filter id="t" x="0" y="0" width="1" height="1">{TEXTURES[fabric]}'
        f'<feColorMatrix values="{tone}"/><feComposite in2="SourceGraphic" operator="in"/></filter>'
    )
    return grain, '<use href="#b" filter="url(#t)"/>'


def _gradients(paint: Paint) -> str:
    return (
        f'<linearGradient id="g" x2="0" y2="1"><stop stop-color="{paint.hi}"/><stop offset=".34"'
        f' stop-color="{paint.base}"/><stop offset="1" stop-color="{paint.deep}"/></linearGradient>'
        '<linearGradient id="s"><stop stop-opacity=".55"/><stop offset=".17" stop-opacity=".12"/>'
        '<stop offset=".24" stop-color="#fff" stop-opacity=".12"/><stop offset=".5"'
        ' stop-color="#fff" stop-opacity="0"/><stop offset=".8" stop-opacity=".1"/>'
        '<stop offset="1" stop-opacity=".6"/></linearGradient>'
    )


def seats(fabric: str, base: str, stitch: str) -> str:
    """Return two seats as an SVG document of 1152 x 442.

    Args:
        fabric: woven, leather, alcantara or light.
        base: the colour of the cover, #rrggbb.
        stitch: the colour of its seams, #rrggbb.

    Raises:
        UnknownFabric, PaintError: naming the word that is not known.
    """
    if fabric not in TEXTURES:
        raise UnknownFabric(f"no seat in {fabric!r}; there are {', '.join(TEXTURES)}")
    paint, thread = mix(base, "solid"), mix(stitch, "solid").base
    defs, laid = _texture(fabric)
    sewn = "".join(
        f'<use href="#m" x="{x}" stroke="{thread}" stroke-width="2" stroke-dasharray="8 5"/>'
        for x in (-8, 8)
    )
    one = (
        f'<g id="o"><path d="M-34 80v50M34 80v50" stroke="#8b9096" stroke-width="9"/>'
        f'<use href="#b" fill="url(#g)"/>{laid}<use href="#b" fill="url(#s)"/>'
        '<g fill="none"><use href="#m" stroke="#000" stroke-opacity=".5" stroke-width="6"/>'
        f'<use href="#m" x="4" y="2" stroke="{paint.hi}" stroke-opacity=".5" stroke-width="2"/>'
        f"{sewn}</g></g>"
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1152 442"><defs>'
        f'<path id="b" d="{BACK}{HEAD}"/><path id="m" d="{SEAMS}"/>{_gradients(paint)}{defs}{one}'
        '<linearGradient id="f" x2="0" y2="1"><stop offset=".78" stop-color="#fff"/>'
        '<stop offset="1"/></linearGradient><mask id="k">'
        '<path d="M0 0h1152v442H0z" fill="url(#f)"/></mask></defs>'
        '<g mask="url(#k)"><use href="#o" x="330"/><use href="#o" x="822"/></g></svg>'
    )
