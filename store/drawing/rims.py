"""The parts of a wheel that do not turn into spokes: tyre, brake, lip and hub."""

import math


NOMINAL = 240  # rim radius in millimetres that the tables of wheels are written for


def gradients(share: float) -> str:
    """Return the gradients of tyre, lip and the shade of the arch; share is rim over tyre."""
    rest = 1 - share
    rows = ((0, "0a0b0c"), (0.22, "34363a"), (0.6, "232528"), (0.8, "303236"), (1, "0b0c0d"))
    stops = "".join(
        f'<stop offset="{share + rest * at:.3f}" stop-color="#{colour}"/>' for at, colour in rows
    )
    return (
        f'<radialGradient id="t">{stops}</radialGradient>'
        '<linearGradient id="n" x1=".25" y1="0" x2=".75" y2="1"><stop stop-color="#eee"/>'
        '<stop offset=".35" stop-color="#666"/><stop offset=".6" stop-color="#aaa"/>'
        '<stop offset="1" stop-color="#444"/></linearGradient>'
        '<linearGradient id="a" x1="0" y1="0" x2="0" y2="1"><stop stop-opacity=".85"/>'
        '<stop offset=".17" stop-opacity="0"/></linearGradient>'
    )


def tyre_rings(tyre: float, rim: float) -> str:
    """Return the tyre, darkened under the arch."""
    rings = "".join(f'<circle r="{rim + (tyre - rim) * at:.0f}"/>' for at in (0.3, 0.62, 0.85))
    return (
        f'<circle r="{tyre:.0f}" fill="url(#t)"/>'
        f'<g fill="none" stroke="#000" stroke-opacity=".35" stroke-width="2">{rings}</g>'
        f'<circle r="{tyre:.0f}" fill="url(#a)"/>'
    )


def _sector(radius: float, start: float, end: float) -> str:
    a, b = math.radians(start), math.radians(end)
    return (
        f"M0 0L{radius * math.cos(a):.0f} {radius * math.sin(a):.0f}A{radius:.0f}"
        f" {radius:.0f} 0 0 1 "
        f"{radius * math.cos(b):.0f} {radius * math.sin(b):.0f}z"
    )


def brake(rim: float) -> str:
    """Return barrel, disc and caliper."""
    disc = 0.63 * rim
    return (
        f'<circle r="{rim:.0f}" fill="#0d0e10"/><circle r="{disc:.0f}" fill="#3d4045"/>'
        f'<path d="{_sector(disc, 200, 250)}{_sector(disc, 20, 70)}" fill="#fff"'
        f' fill-opacity=".14"/>'
        f'<circle r="{0.52 * rim:.0f}" fill="none" stroke="#222" stroke-width="7"'
        f' stroke-dasharray="9 17"/>'
        f'<path d="{_sector(0.7 * rim, -38, 38)}" fill="#1b1c1f"/>'
        f'<circle r="{0.36 * rim:.0f}" fill="#17181a"/>'
    )


def hub(rim: float) -> str:
    """Return lip, hub, bolts and cap."""
    scale = rim / NOMINAL
    bolts = "".join(
        f'<circle cx="{33 * scale * math.cos(a):.0f}" cy="{33 * scale * math.sin(a):.0f}" r="5"/>'
        for a in (math.radians(-90 + 72 * i) for i in range(5))
    )
    return (
        f'<circle r="{rim * 0.983:.0f}" fill="none" stroke="url(#n)"'
        f' stroke-width="{0.034 * rim:.0f}"/>'
        f'<circle r="{47 * scale:.0f}" fill="#3a3d42"/><g fill="#0b0c0d">{bolts}</g>'
        f'<circle r="{25 * scale:.0f}" fill="#1b1d20" stroke="#5a5e64" stroke-width="3"/>'
    )
