"""Vehicle identification numbers for the demonstration stock."""

from collections.abc import Mapping

from store.demo.draws import Draw


# World manufacturer identifiers (ISO 3780), the older one first; DS has one.
WMI: Mapping[str, tuple[str, ...]] = {
    "peugeot": ("VF3", "VR3"),
    "citroen": ("VF7", "VR7"),
    "ds": ("VR1",),
}
SIGNS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"  # ISO 3779: no I, O, Q
MODEL_YEAR = "T"  # 2026
DESCRIPTION_SIGNS = 6
SERIALS = 1_000_000
SERIAL_STEP = 37  # shares no factor with SERIALS, so that no serial comes twice


def make_vin(brand: str, described: str, draw: Draw) -> str:
    """Make the VIN of one car: maker, description, year, plant, serial number.

    Args:
        brand: key of a brand in ``WMI``.
        described: what the six signs of the vehicle description stand for (ISO 3779, 4 to 9).
        draw: the car's numbers; ``draw.thing`` decides the serial number.
    """
    maker = draw.one("maker", WMI[brand])
    description = "".join(
        Draw(draw.seed, place).one(described, SIGNS) for place in range(DESCRIPTION_SIGNS)
    )
    plant = Draw(draw.seed, 0).one(f"plant of {brand}", SIGNS)
    first = Draw(draw.seed, 0).number("first serial", SERIALS)
    serial = (first + draw.thing * SERIAL_STEP) % SERIALS
    return f"{maker}{description}{MODEL_YEAR}{plant}{serial:06d}"
