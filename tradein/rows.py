"""Sales files: any usual encoding and separator in, clean sales and a report out."""

import csv
import gzip
import io
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tradein.checks import MAX_KM, POWER_HP
from tradein.errors import TrainingError
from tradein.facts import FUELS, GEARBOXES
from tradein.features import Specimen, spell
from tradein.names import slug


NEEDED = ("brand", "model", "km", "fuel", "gearbox", "power_hp", "price", "age")
SEPARATORS = ",;\t|"
PRICE_EUROS = (200.0, 2_000_000.0)
MAX_AGE = 60.0
OLD_YEARS = 1.0
LEAST_KM_OF_AN_OLD_CAR = 100.0
NO_DAMAGE = frozenset({"", "no"})


@dataclass(frozen=True, kw_only=True)
class Sale:
    """One clean sale; the price in units of the file's currency, the names as written."""

    car: Specimen
    price: float
    brand: str
    model: str
    version: str
    split: str
    year: str


@dataclass
class Cleaning:
    """How many rows came, were kept, and why the others were not ("reason: column" -> count)."""

    read: int = 0
    kept: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def read_sales(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV or CSV.gz file, the file's name standing in for a missing `dataset` column.

    Raises:
        TrainingError: When the file cannot be decompressed or lacks a needed column.
    """
    try:
        raw = path.read_bytes()
        plain = gzip.decompress(raw) if path.suffix == ".gz" else raw
    except (OSError, EOFError) as error:
        raise TrainingError(path.name, "unreadable", f"cannot be read ({error})") from error
    text = _decode(plain)
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    for name in NEEDED:
        if name not in columns:
            raise TrainingError(path.name, "missing-column", f"has no column {name!r}")
    reader.fieldnames = columns
    for row in reader:
        yield {"dataset": path.name.partition(".")[0], **{k: v or "" for k, v in row.items() if k}}


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def clean(rows: Iterable[Mapping[str, str]], report: Cleaning) -> list[Sale]:
    """Keep the sales that can be true, each once; count the others by reason in the report."""
    kept: dict[tuple[object, ...], Sale] = {}
    for row in rows:
        report.read += 1
        try:
            sale = read_sale(row)
        except TrainingError as error:
            report.left_out[f"{error.code}: {error.place}"] += 1
            continue
        before = len(kept)
        kept.setdefault((sale.car, sale.price), sale)
        if len(kept) == before:
            report.left_out["duplicate: row"] += 1
    report.kept = len(kept)
    return list(kept.values())


def read_sale(row: Mapping[str, str]) -> Sale:
    """One row as a sale.

    Raises:
        TrainingError: Its place is the column, its code the reason.
    """
    brand, model = _required(row, "brand"), _required(row, "model")
    if row.get("damage", "") not in NO_DAMAGE:
        raise TrainingError("damage", "damaged", "prices of damaged cars are not the market's")
    car = Specimen(
        spelling=spell(brand, model, row.get("version", "")),
        fuel=row["fuel"] if row["fuel"] in FUELS else "other",
        gearbox=row["gearbox"] if row["gearbox"] in GEARBOXES else "other",
        body=slug(row.get("body", "")),
        hp=_number(row, "power_hp", *map(float, POWER_HP)),
        age=max(0.0, _number(row, "age", -1.0, MAX_AGE)),
        km=_number(row, "km", 0.0, float(MAX_KM)),
        market=row.get("dataset", ""),
        sale=row.get("offer", "").replace("used", ""),
    )
    if car.age > OLD_YEARS and car.km < LEAST_KM_OF_AN_OLD_CAR:
        raise TrainingError("km", "too-low", "is not a reading of a car over a year old")
    return Sale(
        car=car,
        price=_number(row, "price", *PRICE_EUROS),
        brand=brand,
        model=model,
        version=row.get("version", ""),
        split=row.get("split", ""),
        year=row.get("year", ""),
    )


def _required(row: Mapping[str, str], column: str) -> str:
    value = row.get(column, "").strip()
    if not value:
        raise TrainingError(column, "missing", "is empty")
    return value


def _number(row: Mapping[str, str], column: str, low: float, high: float) -> float:
    typed = row.get(column, "").strip().replace(" ", "").replace(",", ".")
    try:
        value = float(typed)
    except ValueError:
        raise TrainingError(column, "not-a-number" if typed else "missing", repr(typed)) from None
    if not math.isfinite(value) or not low <= value <= high:
        raise TrainingError(column, "out-of-range", f"{typed} is not from {low} to {high}")
    return value
