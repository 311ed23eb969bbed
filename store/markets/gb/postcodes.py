"""British postcodes: their form, and the town and nation of their area.

Source of ``areas.csv``: Royal Mail's post towns by area; positions of GeoNames (CC BY 4.0).
"""

import re
from decimal import Decimal
from functools import cache

from store.markets.dated import DATA
from store.markets.errors import Invalid
from store.markets.gb.taxes import NATIONS
from store.markets.geography import Place
from store.markets.identifiers import bare


POSTCODE = re.compile(
    r"([A-PR-UWYZ][A-HK-Y]?)([0-9][0-9A-HJKMNP-Y]?)([0-9][ABD-HJLNP-UW-Z]{2})", re.ASCII
)


@cache
def _areas() -> dict[str, tuple[str, str, Decimal, Decimal]]:
    text = (DATA / "gb" / "areas.csv").read_text("utf-8")
    rows = (line.split(",") for line in text.splitlines()[1:])
    return {
        area: (town, nation, Decimal(lat), Decimal(lon)) for area, town, nation, lat, lon in rows
    }


def places(postcode: str) -> tuple[Place, ...]:
    """Return the post town of a postcode's area, as a place whose ``insee`` is the area.

    Raises:
        Invalid: ``postcode_form`` or ``postcode_unknown``.
    """
    match = POSTCODE.fullmatch(bare(postcode))
    if not match:
        raise Invalid("postcode_form", "Write a postcode, for example SW1A 1AA.")
    area, district, inward = match.groups()
    if area not in _areas():
        raise Invalid("postcode_unknown", "We do not know this postcode.")
    town, nation, lat, lon = _areas()[area]
    whole = f"{area}{district} {inward}"
    return (Place(whole, town, area, area, nation, NATIONS[nation], lat, lon),)


def place(postcode: str, area: str) -> Place:
    """Return the place of a postcode in its area; raises Invalid when they do not fit."""
    (found,) = places(postcode)
    if found.insee != area:
        raise Invalid("commune_unknown", "This town does not have this postcode.")
    return found
