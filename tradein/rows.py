"""One clean sale out of one row of a file, or the reason why there is none."""

import hashlib
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tradein.cells import FUEL_WORDS, GEARBOX_WORDS, number
from tradein.checks import MAX_KM, POWER_HP
from tradein.columns import OWN
from tradein.errors import TrainingError
from tradein.facts import FUELS, GEARBOXES
from tradein.files import ROW
from tradein.names import slug
from tradein.specimen import Specimen, spell


PRICE = (200.0, 20_000_000.0)
MAX_AGE = 60.0
OLD_YEARS = 1.0
LEAST_KM_OF_AN_OLD_CAR = 100.0
SOUND = frozenset({"", "no", "unknown"})


@dataclass(frozen=True, kw_only=True)
class Sale:
    """One clean sale; the price in units of the file's currency, the names as written.

    `extras` are the cells of further columns; `sold` the day of sale or listing, if known.
    """

    car: Specimen
    price: float
    brand: str
    model: str
    version: str
    split: str
    year: str
    sold: str = ""
    extras: Mapping[str, str] = field(default_factory=dict, hash=False)


def digest(sale: Sale) -> int:
    """A stable number from the car alone: a relisting at another price shares its part."""
    car = sale.car
    text = f"{car.key}|{car.km:.0f}|{car.hp:.0f}|{car.age:.1f}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def read_sale(row: Mapping[str, str]) -> Sale:
    """One row as a sale; without an `age` column its age is minus its year until all are read.

    Raises:
        TrainingError: Its place is the column, its code the reason.
    """
    brand, model = _required(row, "brand"), _required(row, "model")
    if row.get("damage", "") not in SOUND:
        raise TrainingError("damage", "damaged", "prices of damaged cars are not the market's")
    hp = _optional(row, "power_hp", *map(float, POWER_HP))
    engine = row.get("cc", "")
    car = Specimen(
        spelling=spell(brand, model, row.get("version", "")),
        fuel=_word(row.get("fuel", ""), FUELS, FUEL_WORDS),
        gearbox=_word(row.get("gearbox", ""), GEARBOXES, GEARBOX_WORDS),
        body=slug(row.get("body", "")),
        hp=hp,
        age=_age(row),
        km=_number(row, "km", 0.0, float(MAX_KM)),
        market=row.get("dataset", ""),
        size=f"{hp:.0f}" if hp else slug(engine),
    )
    if car.age > OLD_YEARS and car.km < LEAST_KM_OF_AN_OLD_CAR:
        raise TrainingError("km", "too-low", "is not a reading of a car over a year old")
    return Sale(
        car=car,
        price=_number(row, "price", *PRICE),
        brand=brand,
        model=model,
        version=row.get("version", ""),
        split=row.get("split", ""),
        year=row.get("year", ""),
        sold=row.get("sold", ""),
        extras=_extras(row),
    )


def _extras(row: Mapping[str, str]) -> dict[str, str]:
    spare = (name for name in row if name not in OWN and name != ROW and row[name])
    return {name: sys.intern(row[name]) for name in spare if not name.startswith("price")}


def _age(row: Mapping[str, str]) -> float:
    if "age" in row:
        return max(0.0, _number(row, "age", -1.0, MAX_AGE))
    return -_number(row, "year", 1950.0, 2100.0)


def _word(cell: str, known: Sequence[str], words: Mapping[str, str]) -> str:
    plain = slug(cell)
    plain = words.get(plain, plain)
    return plain if plain in known else "other"


def _required(row: Mapping[str, str], column: str) -> str:
    value = row.get(column, "").strip()
    if not value:
        raise TrainingError(column, "missing", "is empty")
    return value


def _optional(row: Mapping[str, str], column: str, low: float, high: float) -> float:
    return _number(row, column, low, high) if row.get(column, "").strip() else 0.0


def _number(row: Mapping[str, str], column: str, low: float, high: float) -> float:
    value = number(row.get(column, ""), column)
    if not math.isfinite(value) or not low <= value <= high:
        raise TrainingError(column, "out-of-range", f"{value:g} is not from {low:g} to {high:g}")
    return value
