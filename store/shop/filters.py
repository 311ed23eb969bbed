"""Filters of the range: which versions fit, and how many each choice would give; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from store.shop.budget import Budget
from store.shop.showroom import ENERGIES, Group, ShownCar


BODIES = ("hatchback", "fastback", "suv")
ORDERS = ("monthly", "price", "weeks")
Kind = Literal["energies", "bodies", "seats"]
SEATS = tuple(str(number) for number in range(2, 10))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a visitor looks for; nothing chosen of a kind means any.

    `seats` are numbers as an address says them, `most_weeks` the lead time that is left.
    """

    budget: Budget
    energies: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    most_weeks: int | None = None
    order: str = "monthly"

    @property
    def in_force(self) -> int:
        """How many filters were chosen."""
        ticked = len(self.energies) + len(self.bodies) + len(self.seats)
        return ticked + (self.most_weeks is not None) + (self.budget.euros is not None)

    def fits(self, car: ShownCar) -> bool:
        """Say whether a car fits."""
        energy = not self.energies or car.summary.energy in self.energies
        body = not self.bodies or car.catalogue.body in self.bodies
        seats = not self.seats or str(car.catalogue.seats) in self.seats
        soon = self.most_weeks is None or car.summary.lead_weeks <= self.most_weeks
        return energy and body and seats and soon and self.budget.allows(car)


@dataclass(frozen=True)
class Choice:
    """One filter value, and how many models it would give beside the other filters."""

    value: str
    chosen: bool
    count: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """The groups that fit, with only the versions that fit; and the filters beside them."""

    groups: tuple[Group, ...]
    models: int
    versions: int
    energies: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    seats: tuple[Choice, ...]
    nearest: ShownCar | None


def find(everything: Sequence[Group], wanted: Wanted) -> Found:
    """Return what fits, in the wanted order, and the nearest car where nothing does."""
    groups = fitting(everything, wanted)
    free = replace(wanted, budget=Budget(wanted.budget.by))
    rest = [car for group in fitting(everything, free) for car in group.cars]
    return Found(
        groups=tuple(sorted(groups, key=lambda group: _rank(group.first, wanted.order))),
        models=len({group.catalogue.key for group in groups}),
        versions=sum(len(group.cars) for group in groups),
        energies=_choices(everything, wanted, "energies"),
        bodies=_choices(everything, wanted, "bodies"),
        seats=_choices(everything, wanted, "seats"),
        nearest=None if groups else wanted.budget.nearest(rest),
    )


def fitting(everything: Sequence[Group], wanted: Wanted) -> list[Group]:
    """Return the groups with only the versions that fit; a group of none is left out."""
    fitting = (
        Group(group.catalogue, group.energy, tuple(filter(wanted.fits, group.cars)))
        for group in everything
    )
    return [group for group in fitting if group.cars]


def _rank(car: ShownCar, order: str) -> tuple[int, int]:
    if order == "weeks":
        return car.summary.lead_weeks, car.road_cents
    if order == "price" or car.monthly_cents is None:
        return car.road_cents, 0
    return car.monthly_cents, car.road_cents


def _choices(everything: Sequence[Group], wanted: Wanted, kind: Kind) -> tuple[Choice, ...]:
    order = {"energies": ENERGIES, "bodies": BODIES, "seats": SEATS}[kind]
    present = {_value(group, kind) for group in everything}
    chosen: frozenset[str] = getattr(wanted, kind)
    known = [value for value in order if value in present]
    alone: Mapping[str, Wanted] = {
        value: _with(wanted, kind, frozenset({value})) for value in known
    }
    return tuple(
        Choice(value, value in chosen, len(fitting(everything, alone[value]))) for value in known
    )


def _with(wanted: Wanted, kind: Kind, values: frozenset[str]) -> Wanted:
    if kind == "seats":
        return replace(wanted, seats=values)
    if kind == "energies":
        return replace(wanted, energies=values)
    return replace(wanted, bodies=values)


def _value(group: Group, kind: Kind) -> str:
    if kind == "seats":
        return str(group.catalogue.seats)
    return group.energy if kind == "energies" else group.catalogue.body
