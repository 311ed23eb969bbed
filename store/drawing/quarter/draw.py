"""The three-quarter views put together, as one SVG."""

from dataclasses import dataclass
from functools import lru_cache

from store.drawing import lamps
from store.drawing.geometry import polygon
from store.drawing.paint import Paint, mix
from store.drawing.quarter import ends, face, glass, stance, trim
from store.drawing.quarter.camera import camera
from store.drawing.quarter.canvas import Canvas
from store.drawing.quarter.face import UnknownView
from store.drawing.quarter.skin import BLACK_GLASS, Skin, paint_table, skin, tint
from store.drawing.quarter.solid import solid
from store.drawing.wheels import wheel


ASPECT = 1152 / 442
COMMON_WIDTH = 5_300
FLOOR = 140  # millimetres of floor under the nearest tyre
RIM_FLANGE = 0.022


@dataclass(frozen=True)
class Scene:
    """All of a view that no paint and no wheel changes: its pieces of SVG, back to front."""

    box: tuple[int, int, int, int]
    skin: Skin
    defs: str
    floor: str
    wheels: str
    lower: str
    lines: str
    above: str
    mirror: trim.Mirror
    rails: str


@lru_cache(maxsize=32)
def scene(key: str, view: str) -> Scene:
    """Return the pieces of a view.

    Raises:
        UnknownView: when the car is not drawn from there.
    """
    made = solid(key)
    if view not in face.faces().get(key, {}):
        raise UnknownView(f"{key!r} is not drawn from {view!r}")
    canvas = Canvas(made, camera(view, made.car.length), view == "rear")
    car, found = made.car, skin(canvas)
    holes = "".join(stance.arch(canvas, x) for x in (car.front, car.rear))
    wide = car.cladding * 1.7
    cladding = (
        f'<g fill="none"><use href="#A" stroke="#3a3d42" stroke-width="{wide:.0f}"/>'
        f'<use href="#A" stroke="#18191c" stroke-width="{wide - 11:.0f}"/></g>'
    )
    defs = (
        f'<path id="p" d="{polygon(found.outline, flip=False)}"/><clipPath id="q"><use href="#p"/>'
        f'</clipPath><path id="A" d="{holes}"/><clipPath id="k"><use href="#A"/></clipPath>'
    )
    return Scene(
        _box(found, canvas),
        found,
        defs + glass.definitions(canvas) + lamps.GRADIENT,
        stance.shadow(canvas) + stance.underneath(canvas),
        stance.tyres(canvas) + stance.wheels(canvas),
        f'<path d="{stance.skirt(canvas)}" fill="#131416"/>{cladding}{face.lower(canvas)}',
        trim.cuts(canvas),
        glass.glass(canvas) + ends.end(canvas),
        trim.mirror(canvas),
        trim.rails(canvas),
    )


def _box(found: Skin, canvas: Canvas) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in found.outline], [y for _, y in found.outline]
    car, half = canvas.solid.car, canvas.solid.half
    ground = max(y for _, y in canvas.space([(x, 0, half) for x in (car.front, car.rear)])) + FLOOR
    need = max(max(xs) - min(xs) + 360, (ground - min(ys) + 70) * ASPECT)
    width = round(max(need, (need + COMMON_WIDTH) / 2))
    height = round(width / ASPECT)
    return round((max(xs) + min(xs) - width) / 2), round(ground - height), width, height


def _filters(box: tuple[int, int, int, int], paint: Paint, roof: Paint | None) -> str:
    x, y, width, height = box
    area = f'filterUnits="userSpaceOnUse" x="{x}" y="{y}" width="{width}" height="{height}"'
    blurs = "".join(
        f'<filter id="{name}" {area}><feGaussianBlur stdDeviation="{blur}"/></filter>'
        for name, blur in (("s", "9"), ("b", "26 12"), ("B", "80 26"))
    )
    tints = tint("P", paint_table(paint), area) + tint("G", list(BLACK_GLASS), area)
    return blurs + tints + (tint("R", paint_table(roof), area) if roof else "")


def draw(
    key: str, view: str, paint: Paint, wheel_words: tuple[str, str], roof: Paint | None
) -> str:
    """Return a view as an SVG document; see `store.drawing.quarter_svg`."""
    made = scene(key, view)
    car = solid(key).car
    x, y, width, height = made.skin.place
    rolling = wheel(wheel_words[0], car.tyre, car.rim + RIM_FLANGE, wheel_words[1])
    picture = (
        f'<image id="m" x="{x}" y="{y}" width="{width}" height="{height}"'
        f' preserveAspectRatio="none" href="data:image/webp;base64,{made.skin.light}"/>'
    )
    shape = f'<clipPath id="T"><path d="{polygon(made.skin.roof, flip=False)}"/></clipPath>'
    top = f'{shape}<g clip-path="url(#T)"><use href="#m" filter="url(#R)"/></g>' if roof else ""
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(map(str, made.box))}">',
            f"<defs>{made.defs}{picture}{_filters(made.box, paint, roof)}</defs>{rolling}",
            made.floor,
            f'<g id="N">{made.wheels}</g>',
            '<g clip-path="url(#q)"><use href="#m" filter="url(#P)"/>',
            top,
            made.lower,
            _painted(made.lines + made.above, paint),
            '<use href="#A" fill="#050607"/></g><use href="#N" clip-path="url(#k)"/>',
            made.rails,
            _mirror(made.mirror, roof or paint, rear=view == "rear"),
            "</svg>",
        )
    )


def _mirror(made: trim.Mirror, paint: Paint, *, rear: bool) -> str:
    return (
        f'<path d="{made.dark}" fill="#090a0c"/><path d="{made.shell}" fill="{paint.base}"/>'
        f'<path d="{made.light}" fill="{paint.hi}" fill-opacity=".7" filter="url(#s)"/>'
        f'<path d="{made.glass}" fill="{"#2a3138" if rear else "#0c0d0f"}"/>'
    )


def _painted(text: str, paint: Paint) -> str:
    """Return pieces with the words of a paint's stops replaced by its colours."""
    return text.replace("EDGE", paint.edge).replace("LIGHT", paint.hi).replace("BASE", paint.base)


def quarter(key: str, view: str, paint: tuple[str, str], design: str, roof: str | None) -> str:
    """Return the drawing from plain values; paint is colour and finish."""
    name, _, tone = design.partition("-")
    own = mix(roof, "solid") if roof else None
    return draw(key, view, mix(*paint), (name, tone or "silver"), own)
