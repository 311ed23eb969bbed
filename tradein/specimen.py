"""One car as the model sees it."""

import math
from dataclasses import dataclass

from tradein.names import brand_slug, family, slug, words


REFERENCE_HP = 110


@dataclass(frozen=True)
class Spelling:
    """A car's name as slugs: brand, family, model, and the words of its version."""

    brand: str
    family: str
    model: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Specimen:
    """One car as the model sees it; age in years, hp 0 when not known, the market when fitting.

    `size` tells the engines of a model apart; `traits` and `measures` are as `columns.Extras` reads
    them, empty when not known.
    """

    spelling: Spelling
    fuel: str
    gearbox: str
    body: str
    hp: float
    age: float
    km: float
    market: str = ""
    size: str = ""
    traits: tuple[str, ...] = ()
    measures: tuple[tuple[str, float], ...] = ()

    @property
    def key(self) -> str:
        """The model's name in the artefact: "peugeot/208"."""
        return f"{self.spelling.brand}/{self.spelling.model}"

    @property
    def power(self) -> float:
        """ln(power) beside the reference; 0 when not known."""
        return math.log(self.hp / REFERENCE_HP) if self.hp else 0.0

    @property
    def relatives(self) -> str:
        """The family's name in the artefact: "volkswagen/golf" for a "golf-vii"."""
        return f"{self.spelling.brand}/{self.spelling.family}"


def spell(brand: str, model: str, version: str) -> Spelling:
    """Bring typed names to the artefact's spelling."""
    brand_name, model_name = brand_slug(brand), slug(model)
    return Spelling(brand_name, family(brand_name, model_name), model_name, words(version))
