"""Cars in stock ranked by how near they come to what is wished for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from configurator.engine import Engine


@dataclass(frozen=True)
class StockCar:
    """A built car.

    Attributes:
        id: the seller's name for it.
        options: every option it has, its version included.
        price_cents: what it costs.
        lead_weeks: weeks until it can be handed over.
    """

    id: str
    options: Collection[str]
    price_cents: int
    lead_weeks: int


@dataclass(frozen=True)
class StockMatch:
    """One car beside the wished one.

    Attributes:
        breaks: the decisions it does not keep.
        same: the options both have; missing: only the wished car; extra: only this one.
        price_delta_cents: its price minus that of the wished car.
    """

    car: StockCar
    breaks: tuple[str, ...]
    same: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    price_delta_cents: int


@dataclass(frozen=True, eq=False)
class Stock:
    """Cars as rows of a table, made once for many questions.

    Attributes:
        cars: the cars.
        options: what the columns of ``has`` stand for.
        has: car by option.
        prices: cents by car.
    """

    cars: tuple[StockCar, ...]
    options: tuple[str, ...]
    has: npt.NDArray[np.bool_]
    prices: npt.NDArray[np.int64]

    @classmethod
    def of(cls, options: Sequence[str], cars: Iterable[StockCar]) -> Self:
        """Make the table; options that are no column are left out of the comparison."""
        rows = tuple(cars)
        column = {option: i for i, option in enumerate(options)}
        has = np.zeros((len(rows), len(column)), dtype=np.bool_, order="F")
        for i, car in enumerate(rows):
            has[i, [column[o] for o in car.options if o in column]] = True
        return cls(rows, tuple(options), has, np.array([c.price_cents for c in rows], np.int64))


def rank_stock(
    engine: Engine, decisions: Mapping[str, bool], stock: Stock, most: int = 12
) -> list[StockMatch]:
    """Return the nearest cars: fewest broken decisions, fewest other differences, cheapest.

    Args:
        engine: of the catalogue the cars are of.
        decisions: option -> wanted or refused.
        stock: the cars.
        most: how many to return.

    Raises:
        ContradictionError: the decisions cannot hold together.
    """
    wish = engine.complete(decisions)
    wished = np.isin(np.array(stock.options), wish.options)
    named = [i for i, option in enumerate(stock.options) if option in decisions]
    apart = stock.has != wished
    broken = apart[:, named].sum(axis=1)
    order = np.lexsort((stock.prices, apart.sum(axis=1), broken))[:most]
    return [_match(stock, int(i), decisions, wish.options, wish.price_cents) for i in order]


def _match(
    stock: Stock, at: int, decisions: Mapping[str, bool], wish: Sequence[str], cents: int
) -> StockMatch:
    car = stock.cars[at]
    own, wished = set(car.options), set(wish)
    return StockMatch(
        car=car,
        breaks=tuple(o for o, wanted in decisions.items() if (o in own) != wanted),
        same=tuple(o for o in wish if o in own),
        missing=tuple(o for o in wish if o not in own),
        extra=tuple(o for o in stock.options if o in own - wished),
        price_delta_cents=car.price_cents - cents,
    )
