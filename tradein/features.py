"""The hedonic model's design: which named effects a car has, in fitting and in evaluation.

ln(price) is a sum of level effects (brand, family, model, fuel, gearbox, power, words of the
version) and of two piecewise-linear curves, of age and of mileage. A curve's slope is the sum of
what the market, the fuel, the brand, the family and the model say: Rosen, "Hedonic Prices and
Implicit Markets" (1974), with partial pooling by ridge. Names are the keys of the artefact.
"""

from collections.abc import Iterator

from tradein.specimen import Specimen


AGE_KNOTS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
KM_KNOTS = (0.0, 0.5, 2.0, 4.0, 6.0, 9.0, 12.0, 16.0, 20.0, 30.0)
AXES = {"age": AGE_KNOTS, "km": KM_KNOTS}
KM_UNIT = 10_000

Effect = tuple[str, float]


def levels(car: Specimen) -> Iterator[Effect]:
    """The effects that shift the price by a constant ratio: ("kind|name", value)."""
    relatives, power = car.relatives, car.power
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
        yield f"family-body|{relatives}/{car.body}", 1.0
    engine = f"{car.key}/{car.fuel}/{car.size}"
    yield f"engine|{engine}", 1.0
    yield f"engine-gear|{engine}/{car.gearbox}", 1.0
    yield from version_levels(car)
    yield from further_levels(car)


def further_levels(car: Specimen) -> Iterator[Effect]:
    """The effects of the columns that only some markets' files have."""
    for trait in car.traits:
        yield f"trait|{trait}", 1.0
        yield f"trait-brand|{car.spelling.brand}/{trait}", 1.0
        yield f"trait-family|{car.relatives}/{trait}", 1.0
    for name, value in car.measures:
        yield f"measure|{name}", value
        yield f"measure2|{name}", value * value
        yield f"measure-brand|{car.spelling.brand}/{name}", value
        yield f"measure-family|{car.relatives}/{name}", value
        yield f"measure-model|{car.key}/{name}", value


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
    relatives, power = car.relatives, car.power
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
    for axis, knots in AXES.items():
        place = position(car, axis)
        for name, weight, bends in slopes(car, axis):
            for number, knot in enumerate(knots if bends else knots[:1]):
                if place > knot:
                    yield f"{name}^{number}", weight * (place - knot)


def kind(name: str) -> str:
    """The kind of an effect: what stands before the bar."""
    return name.partition("|")[0]
