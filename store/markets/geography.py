"""Postcodes, communes and distances in France.

Source of ``fr/postcodes.csv``: communes and coordinates of Etalab/INSEE and La Poste, Licence
Ouverte 2.0. The region decides the registration tax; a postcode may hold several communes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from math import asin, cos, radians, sin, sqrt
from typing import Generic, Protocol, TypeVar

from store.markets.dated import DATA
from store.markets.errors import Invalid
from store.markets.identifiers import bare
from store.markets.law import french_law


EARTH_KM = 6371.0088
POSTCODE = re.compile(r"[0-9]{5}")


@dataclass(frozen=True, slots=True)
class Place:
    """A commune as reached by one postcode; degrees are decimal texts' exact values."""

    postcode: str
    commune: str
    insee: str
    department: str
    region: str
    region_name: str
    lat: Decimal
    lon: Decimal


class Located(Protocol):
    """Anything with a position in degrees."""

    @property
    def lat(self) -> Decimal | float:
        """Latitude, degrees."""

    @property
    def lon(self) -> Decimal | float:
        """Longitude, degrees."""


T = TypeVar("T", bound=Located)


@dataclass(frozen=True, slots=True)
class Near(Generic[T]):
    """Something and how far it is, in kilometres as the crow flies."""

    what: T
    km: int


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    text = (DATA / "fr" / "postcodes.csv").read_text("utf-8")
    rows = sorted(text.splitlines()[1:])
    return {code: tuple(lines) for code, lines in groupby(rows, key=lambda line: line[:5])}


def _place(line: str) -> Place:
    postcode, commune, insee, department, region, _, lat, lon = line.split(",")
    name = french_law().names.get(region, region)
    return Place(postcode, commune, insee, department, region, name, Decimal(lat), Decimal(lon))


def _people(line: str) -> int:
    return int(line.split(",")[5] or 0)


def places(postcode: str) -> tuple[Place, ...]:
    """Return the communes of a postcode, the most populous first.

    Raises:
        Invalid: ``postcode_form`` (not five digits), ``postcode_unknown``, or ``postcode_untaxed``:
            in a territory whose registration taxes or VAT the tables do not hold.
    """
    code = bare(postcode)
    if not POSTCODE.fullmatch(code):
        raise Invalid("postcode_form", "A postcode has five digits, for example 69002.")
    lines = _lines().get(code)
    if not lines:
        raise Invalid("postcode_unknown", "We do not know this postcode.")
    found = tuple(_place(line) for line in sorted(lines, key=_people, reverse=True))
    if not all(taxed(place.region) for place in found):
        raise Invalid(
            "postcode_untaxed",
            "We cannot sell a car there yet: we do not know the taxes of this territory.",
        )
    return found


def taxed(region: str) -> bool:
    """Tell whether the tables hold the registration tax and the VAT of a region."""
    return region in french_law().regional and region in french_law().areas


def place(postcode: str, insee: str) -> Place:
    """Return one commune of a postcode; raises Invalid when they do not belong together."""
    for found in places(postcode):
        if found.insee == insee:
            return found
    raise Invalid("commune_unknown", "This commune does not have this postcode.")


def distance_km(a: Located, b: Located) -> float:
    """Return the great-circle distance in kilometres (haversine)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin((radians(b.lon) - radians(a.lon)) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def nearest(here: Located, dealers: Iterable[T]) -> tuple[Near[T], ...]:
    """Return all dealers, the nearest first (equal distances keep their given order)."""
    far = [(distance_km(here, dealer), dealer) for dealer in dealers]
    return tuple(Near(dealer, round(km)) for km, dealer in sorted(far, key=lambda pair: pair[0]))
