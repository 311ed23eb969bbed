"""The hedonic model's design: which named effects a car has, in fitting and in evaluation.

ln(price) is a sum of level effects (brand, family, model, fuel, gearbox, power, words of the
version) and of two piecewise-linear curves, of age and of mileage. A curve's slope is the sum of
what the market, the fuel, the brand, the family and the model say: Rosen, "Hedonic Prices and
Implicit Markets" (1974), with partial pooling by ridge. Names are the keys of the artefact.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tradein.names import brand_slug, family, slug, words


AGE_KNOTS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
KM_KNOTS = (0.0, 0.5, 2.0, 4.0, 6.0, 9.0, 12.0, 16.0, 20.0, 30.0)
AXES = {"age": AGE_KNOTS, "km": KM_KNOTS}
KM_UNIT = 10_000
REFERENCE_HP = 110

Effect = tuple[str, float]


@dataclass(frozen=True)
class Spelling:
    """A car's name as slugs: brand, family, model, and the words of its version."""

    brand: str
    family: str
    model: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Specimen:
    """One car as the model sees it; age in years, market and sale only when fitting."""

    spelling: Spelling
    fuel: str
    gearbox: str
    body: str
    hp: float
    age: float
    km: float
    market: str = ""
    sale: str = ""

    @property
    def key(self) -> str:
        """The model's name in the artefact: "peugeot/208"."""
        return f"{self.spelling.brand}/{self.spelling.model}"

    @property
    def relatives(self) -> str:
        """The family's name in the artefact: "volkswagen/golf" for a "golf-vii"."""
        return f"{self.spelling.brand}/{self.spelling.family}"


def spell(brand: str, model: str, version: str) -> Spelling:
    """Bring typed names to the artefact's spelling."""
    brand_name, model_name = brand_slug(brand), slug(model)
    return Spelling(brand_name, family(brand_name, model_name), model_name, words(version))


def levels(car: Specimen) -> Iterator[Effect]:
    """The effects that shift the price by a constant ratio: ("kind|name", value)."""
    relatives, power = car.relatives, math.log(car.hp / REFERENCE_HP)
    yield "all|", 1.0
    yield f"brand|{car.spelling.brand}", 1.0
    yield f"family|{relatives}", 1.0
    yield f"model|{car.key}", 1.0
    yield f"fuel|{car.fuel}", 1.0
    yield f"gear|{car.gearbox}", 1.0
    yield f"family-fuel|{relatives}/{car.fuel}", 1.0
    yield f"family-gear|{relatives}/{car.gearbox}", 1.0
    yield "hp|", power
    yield "hp2|", power * power
    yield f"hp-brand|{car.spelling.brand}", power
    yield f"hp-family|{relatives}", power
    yield f"hp-model|{car.key}", power
    yield f"hp-fuel|{car.fuel}", power
    yield f"hp-gear|{car.gearbox}", power
    if car.body:
        yield f"body|{car.body}", 1.0
    yield from version_levels(car)


def version_levels(car: Specimen) -> Iterator[Effect]:
    """The effects of the words of a version's name, alone and together."""
    for word in car.spelling.words:
        yield f"word|{word}", 1.0
        yield f"word-brand|{car.spelling.brand}/{word}", 1.0
        yield f"word-family|{car.relatives}/{word}", 1.0
    if car.spelling.words:
        yield f"version|{car.key}/{'-'.join(car.spelling.words)}", 1.0


def slopes(car: Specimen, axis: str) -> Iterator[tuple[str, float, bool]]:
    """Whose slopes add up along an axis: ("kind|name", weight, bends at every knot)."""
    relatives, power = car.relatives, math.log(car.hp / REFERENCE_HP)
    yield f"{axis}|", 1.0, True
    yield f"{axis}-fuel|{car.fuel}", 1.0, True
    yield f"{axis}-brand|{car.spelling.brand}", 1.0, axis == "age"
    yield f"{axis}-family|{relatives}", 1.0, axis == "age"
    yield f"{axis}-hp|", power, False
    if axis == "age":
        yield f"age-model|{car.key}", 1.0, True
        yield f"age-gear|{car.gearbox}", 1.0, False


def position(car: Specimen, axis: str) -> float:
    """Where the car is along an axis, in the axis's units (years; 10,000 km)."""
    return car.age if axis == "age" else car.km / KM_UNIT


def design(car: Specimen) -> Iterator[Effect]:
    """Every effect of a car with its value; hinges of the curves are "kind|name^knot"."""
    yield from levels(car)
    if car.sale:
        yield f"sale|{car.sale}", 1.0
    for axis, knots in AXES.items():
        place = position(car, axis)
        for name, weight, bends in slopes(car, axis):
            for number, knot in enumerate(knots if bends else knots[:1]):
                if place > knot:
                    yield f"{name}^{number}", weight * (place - knot)


def kind(name: str) -> str:
    """The kind of an effect: what stands before the bar."""
    return name.partition("|")[0]
