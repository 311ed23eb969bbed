"""A budget in words of the address: a month or in cash, in whole euros; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from store.shop.showroom import ShownCar
from store.typed_numbers import read_count


By = Literal["month", "cash"]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The slider of one kind of budget, in euros."""

    low: int
    high: int
    step: int
    usual: int


SCALES: Mapping[By, Scale] = {
    "month": Scale(low=150, high=1200, step=10, usual=450),
    "cash": Scale(low=15_000, high=80_000, step=500, usual=35_000),
}
CENTS = 100


@dataclass(frozen=True)
class Budget:
    """What a visitor wants to spend at most; `euros` None is any amount."""

    by: By
    euros: int | None = None

    @property
    def scale(self) -> Scale:
        """The slider of this kind."""
        return SCALES[self.by]

    @property
    def shown_euros(self) -> int:
        """Where the slider stands: at its end while any amount is welcome."""
        return self.scale.high if self.euros is None else self.euros

    @property
    def or_usual(self) -> "Budget":
        """The same, or the usual amount of its kind where none was named."""
        return self if self.euros is not None else Budget(self.by, self.scale.usual)

    @property
    def shown_cents(self) -> int:
        """The same in cents, for the formats."""
        return self.shown_euros * CENTS

    def asked_cents(self, car: ShownCar) -> int | None:
        """Return what a car asks of this kind of budget; None where it has no such price."""
        return car.road_cents if self.by == "cash" else car.monthly_cents

    def allows(self, car: ShownCar) -> bool:
        """Say whether a car is within the budget."""
        if self.euros is None:
            return True
        asked = self.asked_cents(car)
        return asked is not None and asked <= self.euros * CENTS

    def raised_to(self, car: ShownCar) -> int:
        """Return the smallest round budget, in euros, that a car fits."""
        asked = self.asked_cents(car) or 0
        step = self.scale.step * CENTS
        return -(-asked // step) * self.scale.step

    def nearest(self, cars: Iterable[ShownCar]) -> ShownCar | None:
        """Return the car that asks least, for a budget that allows none."""
        priced = [(asked, car) for car in cars if (asked := self.asked_cents(car)) is not None]
        return min(priced, key=lambda pair: pair[0])[1] if priced else None


def read_budget(words: Mapping[str, str]) -> Budget:
    """Read a budget from an address; what is no number of euros on its scale is no limit."""
    by: By = "cash" if words.get("by") == "cash" else "month"
    scale = SCALES[by]
    euros = read_count(words.get("budget"), scale.high)
    return Budget(by, euros if scale.low <= euros < scale.high else None)
