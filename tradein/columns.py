"""Which column of a sales file is what, and how its cells are read.

A column nobody named in advance is a trait (few words: "drive", "seller") or a measure (numbers:
"cc", "co2"); each car differs by it from the market's usual one, and a car of which it is not
known is taken for the usual one.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tradein.names import slug


ALIASES = {
    "brand": ("make", "marque", "marke", "marka", "manufacturer", "constructeur"),
    "model": ("modele", "modell", "modello", "modelo"),
    "version": ("variant", "trim", "finition", "wersja"),
    "year": ("annee", "jahr", "rok", "registration_year", "model_year"),
    "km": ("kilometrage", "mileage_km", "kilometers", "kilometres", "odometer", "przebieg"),
    "fuel": ("fuel_type", "fueltype", "energie", "carburant", "kraftstoff", "paliwo"),
    "gearbox": ("transmission", "boite", "getriebe", "gear"),
    "power_hp": ("hp", "power", "puissance", "ps"),
    "price": ("prix", "preis", "cena", "price_eur"),
    "cc": ("engine_size", "enginesize", "engine_cc", "displacement", "cylindree"),
    "sold": ("sold_on", "sale_date", "date", "listed_on"),
}
NEEDED = ("brand", "model", "km", "price")
OWN = frozenset(
    [*ALIASES, "age", "body", "dataset", "split", "id", "currency", "damage", "url", "title"]
) - {"cc"}
MOST_WORDS = 40
LEAST_NUMBERS = 13
LEAST_SHARE = 0.01
USUAL_SHARE = 0.75
SPREAD = 4.0


def canonical(name: str) -> str:
    """The one name of a column, however a country heads it."""
    plain = slug(name).replace("-", "_")
    return next((own for own, others in ALIASES.items() if plain in others), plain)


@dataclass(frozen=True)
class Extras:
    """How a market's further columns are read.

    Attributes:
        traits: By column, its words; the first is the usual one or "" when none is.
        measures: By column, the centre and the spread of ln(1 + cell).
    """

    traits: Mapping[str, Sequence[str]]
    measures: Mapping[str, tuple[float, float]]

    def read(
        self, cells: Mapping[str, str]
    ) -> tuple[tuple[str, ...], tuple[tuple[str, float], ...]]:
        """The traits ("drive=4x4") and the measures ("cc", -0.3) of a car's cells."""
        worn = (
            f"{column}={word}"
            for column, (usual, *others) in self.traits.items()
            if (word := slug(cells.get(column, ""))) in others and word != usual
        )
        sizes = (
            (column, max(-SPREAD, min(SPREAD, (math.log1p(value) - centre) / spread)))
            for column, (centre, spread) in self.measures.items()
            if (value := _measured(cells.get(column, ""))) is not None
        )
        return tuple(worn), tuple(sizes)


def describe(rows: Sequence[Mapping[str, str]]) -> Extras:
    """Tell traits from measures by the cells of a market's sales; what is neither is left."""
    traits: dict[str, Sequence[str]] = {}
    measures: dict[str, tuple[float, float]] = {}
    for column in sorted({name for row in rows for name in row}):
        cells = [cell for row in rows if (cell := row.get(column, ""))]
        values = [value for cell in cells if (value := _measured(cell)) is not None]
        if len(values) == len(cells) and len(set(values)) >= LEAST_NUMBERS:
            logs = [math.log1p(value) for value in values]
            centre = median(logs)
            spread = median(abs(log - centre) for log in logs) or 1.0
            measures[column] = round(centre, 4), round(spread, 4)
        elif words := _words(cells, len(rows)):
            traits[column] = words
    return Extras(traits, measures)


def _words(cells: Iterable[str], rows: int) -> list[str]:
    """The words of a trait: the usual one (or ""), then the others seen often enough."""
    counts = Counter(map(slug, cells))
    if not counts or len(counts) > MOST_WORDS:
        return []
    usual, most = counts.most_common(1)[0]
    often = sorted(word for word, count in counts.items() if word and count >= LEAST_SHARE * rows)
    return [usual if most >= USUAL_SHARE * rows else "", *often]


def _measured(cell: str) -> float | None:
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value < math.inf else None
