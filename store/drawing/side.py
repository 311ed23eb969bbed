"""The side view put together: a car that faces left and stands on the floor, as one SVG."""

from store.drawing import body, glass, lamps, panels, roof as roof_parts, shading
from store.drawing.geometry import GROUND, polygon
from store.drawing.paint import Paint, mix
from store.drawing.tables import Car, car
from store.drawing.wheels import wheel


ASPECT = 1152 / 442
FLOOR = 130  # millimetres of floor under the tyres, the same for every car
FRAME = 5000  # the common width that small and large cars are drawn towards
RIM_FLANGE = 0.022


def view_box(drawn: Car) -> tuple[int, int, int, int]:
    """Return x, y, width, height: one aspect for all, the car's length partly evened out."""
    width = round((drawn.length + 400 + FRAME) / 2)
    height = round(width / ASPECT)
    return round((drawn.length - width) / 2), GROUND + FLOOR - height, width, height


def _filters(box: tuple[int, int, int, int]) -> str:
    x, y, width, height = box
    area = f'filterUnits="userSpaceOnUse" x="{x}" y="{y}" width="{width}" height="{height}"'
    return "".join(
        f'<filter id="{name}" {area}><feGaussianBlur stdDeviation="{blur}"/></filter>'
        for name, blur in (("s", "9"), ("m", "28"), ("l", "90 34"), ("b", "46 20"))
    )


def _shadow(drawn: Car) -> str:
    y, middle = GROUND + 8, drawn.length / 2
    tyres = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{drawn.tyre}" ry="22" fill-opacity=".5"/>'
        for x in (drawn.front, drawn.rear)
    )
    return (
        f'<g filter="url(#b)"><ellipse cx="{middle:.0f}" cy="{y}" rx="{middle * 0.95:.0f}" ry="24"'
        f' fill-opacity=".55"/>{tyres}</g>'
    )


def _wells(drawn: Car) -> str:
    under = polygon(
        [
            (drawn.front - 260, drawn.sill + 90),
            (drawn.rear + 330, drawn.sill + 90),
            (drawn.rear + 330, drawn.sill - 6),
            (drawn.rear, drawn.sill - 34),
            (drawn.front, drawn.sill - 34),
            (drawn.front - 260, drawn.sill - 6),
        ]
    )
    wells = "".join(
        f'<circle cx="{x}" cy="{GROUND - drawn.hub}" r="{drawn.arch + 4}"/>'
        for x in (drawn.front, drawn.rear)
    )
    return f'<g fill="#060708" clip-path="url(#k)">{wells}</g><path d="{under}" fill="#060708"/>'


def _wheels(drawn: Car, design: str, tone: str) -> str:
    made = wheel(design, drawn.tyre, drawn.rim + RIM_FLANGE, tone)
    placed = "".join(
        f'<use href="#w" x="{x}" y="{GROUND - drawn.hub}"/>' for x in (drawn.front, drawn.rear)
    )
    return made + placed


def _roof(drawn: Car, roof: Paint) -> str:
    top, bottom = GROUND - drawn.height, GROUND - drawn.sill
    return (
        f'<linearGradient id="i" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{top}"'
        f' y2="{bottom}">'
        f'<stop stop-color="{roof.hi}"/><stop offset=".1" stop-color="{roof.base}"/>'
        f'<stop offset=".45" stop-color="{roof.deep}"/></linearGradient>'
        f'<path d="{roof_parts.roof_region(drawn)}" fill="url(#i)"/>'
    )


def _definitions(drawn: Car, paint: Paint) -> str:
    floor = GROUND - drawn.sill + 2
    return (
        f'<defs><path id="p" d="{body.body_path(drawn)}"/><clipPath id="q"><use href="#p"/>'
        f"</clipPath>"
        f'<clipPath id="k"><path d="M-99 0h5999V{floor}H-99z"/></clipPath>{shading.clips(drawn)}'
        f"{body.base_gradient(drawn, paint)}{body.plan_gradient(drawn, paint)}"
        f"{glass.GRADIENTS}{lamps.GRADIENT}{_filters(view_box(drawn))}</defs>"
    )


def draw(key: str, paint: Paint, design: str, tone: str, roof: Paint | None) -> str:
    """Return the whole drawing; see `store.drawing.side_svg`."""
    drawn = car(key)
    x, y, width, height = view_box(drawn)
    chrome = drawn.face == "pearls"
    top = roof or paint
    painted = "".join(
        (
            '<use href="#p" fill="url(#g)"/>',
            shading.shading(drawn, paint),
            panels.shut_lines(drawn, paint),
            panels.lower_parts(drawn),
            _roof(drawn, roof) if roof else "",
            glass.rear_screen(drawn),
            glass.windscreen(drawn),
            roof_parts.roof_light(drawn, top.hi, top.w),
        )
    )
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}">',
            _definitions(drawn, paint),
            _shadow(drawn),
            _wells(drawn),
            _wheels(drawn, design, tone),
            f'<g clip-path="url(#q)">{painted}</g>',
            glass.side_windows(drawn, chrome=chrome),
            glass.belt_trim(drawn, chrome=chrome),
            panels.handles(drawn, paint),
            roof_parts.rails(drawn),
            f'<g clip-path="url(#q)">{lamps.head(drawn)}{lamps.tail(drawn)}</g>',
            roof_parts.mirror(drawn, top),
            "</svg>",
        )
    )


def side(key: str, paint: str, finish: str, design: str, roof: str | None) -> str:
    """Return the drawing from plain values; a wheel may name its tone: "star5-black"."""
    name, _, tone = design.partition("-")
    return draw(
        key, mix(paint, finish), name, tone or "silver", mix(roof, "solid") if roof else None
    )
