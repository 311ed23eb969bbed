"""Demonstration stock: cars with a VIN, a dealer, an age and a price, the same for the same seed.

Pure: no clock and no chance; a loader turns the days into dates.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from configurator import Catalogue, ContradictionError, Engine, Version
from store.demo.draws import Draw
from store.demo.stock_price import stock_price
from store.demo.vin import WMI, make_vin


LARGEST_COUNT = 20_000
WISHES = ("pack", "option", "option")  # groups a stock car may have one thing of, in order


class StockError(ValueError):
    """The demonstration stock cannot be made from what was given."""


class Dealer(Protocol):
    """What the stock needs to know of a dealer."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def brand(self) -> str:
        """The key of the brand it sells."""


@dataclass(frozen=True, kw_only=True)
class StockCar:
    """One car standing at a dealer.

    Attributes:
        vin: 17 signs, ISO 3779.
        catalogue_key, catalogue_hash: the price list it was built from.
        version: option id ``version.<id>``.
        options: every option it has, its version included, sorted: a complete configuration.
        demonstrator: whether the dealer drove it.
        km: 5-20 for a new car, 800-6,000 for a demonstrator.
        arrived_days_ago: whole days in stock.

    What it costs is as in ``StockPrice``.
    """

    vin: str
    catalogue_key: str
    catalogue_hash: str
    version: str
    options: tuple[str, ...]
    dealer_key: str
    demonstrator: bool
    km: int
    arrived_days_ago: int
    list_price_cents: int
    discount_percent: int
    discount_cents: int
    discount_began_days_ago: int
    prior_price_cents: int
    price_cents: int


def stock_cars(
    catalogues: Sequence[Catalogue],
    engines: Mapping[str, Engine],
    dealers: Sequence[Dealer],
    count: int = 300,
    seed: int = 20261103,
) -> tuple[StockCar, ...]:
    """Make stock cars, spread evenly over the catalogues and over each brand's dealers.

    Args:
        catalogues: the price lists to build from.
        engines: the compiled catalogues by catalogue key.
        dealers: who has the cars.
        count: how many cars, up to 20,000.
        seed: another seed makes another stock.

    Raises:
        StockError: no catalogue, a brand without dealer or VIN prefix, a catalogue without its
            engine, or a count out of range.
    """
    _check(catalogues, engines, dealers, count)
    return tuple(
        _car(catalogue, engines[catalogue.key], dealers, Draw(seed, number))
        for number in range(count)
        for catalogue in [catalogues[number % len(catalogues)]]
    )


def _check(
    catalogues: Sequence[Catalogue],
    engines: Mapping[str, Engine],
    dealers: Sequence[Dealer],
    count: int,
) -> None:
    if not 0 <= count <= LARGEST_COUNT:
        raise StockError(f"count: {count} is not from 0 to {LARGEST_COUNT}")
    if not catalogues:
        raise StockError("catalogues: there is none")
    selling = {dealer.brand for dealer in dealers}
    for catalogue in catalogues:
        known = {"engine": catalogue.key in engines, "dealer": catalogue.brand in selling}
        for what, there in (*known.items(), ("VIN prefix", catalogue.brand in WMI)):
            if not there:
                raise StockError(f"catalogue {catalogue.key}: it has no {what}")


def _car(catalogue: Catalogue, engine: Engine, dealers: Sequence[Dealer], draw: Draw) -> StockCar:
    version = draw.one("version", catalogue.versions)
    options = _configuration(engine, version, tuple(_wishes(catalogue, version, draw)))
    demonstrator = draw.number("demonstrator", 8) == 0
    days = 90 + draw.number("days", 240) if demonstrator else draw.number("days", 270)
    list_cents = catalogue.summarise(options).price_cents
    price = stock_price(list_cents, days, demonstrator=demonstrator)
    return StockCar(
        vin=make_vin(catalogue.brand, f"{catalogue.key} {version.id}", draw),
        catalogue_key=catalogue.key,
        catalogue_hash=catalogue.hash,
        version=version.option,
        options=options,
        dealer_key=draw.one("dealer", [d.key for d in dealers if d.brand == catalogue.brand]),
        demonstrator=demonstrator,
        km=800 + draw.number("km", 5201) if demonstrator else 5 + draw.number("km", 16),
        arrived_days_ago=days,
        **asdict(price),
    )


def _wishes(catalogue: Catalogue, version: Version, draw: Draw) -> Iterator[str]:
    """Yield what the car should have, the most important first."""
    groups = {group.id: group for group in catalogue.groups}
    single = [group.id for group in catalogue.groups if group.kind == "one"]
    for number, name in enumerate((*single, *(w for w in WISHES if w in groups))):
        there = [
            option.id
            for option in groups[name].options
            if option.exists_on(version) and (name in single or not option.is_series_on(version))
        ]
        if there:
            yield draw.one(f"{number} {name}", there)


def _configuration(engine: Engine, version: Version, wishes: tuple[str, ...]) -> tuple[str, ...]:
    """Complete the version with the wishes that go together; a later wish yields to an earlier."""
    kept = dict.fromkeys((version.option, *wishes), True)
    while True:
        try:
            return tuple(sorted(engine.complete(kept).options))
        except ContradictionError as clash:
            clashing = [wish for wish in kept if wish in clash.decisions and wish in wishes]
            if not clashing:
                raise
            del kept[clashing[-1]]
