"""From five answers to at most three versions, each with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from store.journeys.refusals import DealError


Use = Literal["city", "mixed", "motorway"]
MOST_ANSWERS = 3
LITTLE_KM, MUCH_KM = 10_000, 20_000
DAYS_DRIVEN = 300
# A charge should last this many ordinary days on a car's electric range.
EASY_DAYS = 3

# How well an energy suits a use, before kilometres and charging are counted.
SUITS: Mapping[str, Mapping[Use, int]] = {
    "electric": {"city": 3, "mixed": 2, "motorway": 0},
    "plugin": {"city": 2, "mixed": 2, "motorway": 1},
    "hybrid": {"city": 3, "mixed": 2, "motorway": 1},
    "petrol": {"city": 1, "mixed": 1, "motorway": 1},
    "diesel": {"city": -2, "mixed": 1, "motorway": 3},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """The customer's answers; the budget is the road price in cash or a monthly payment."""

    use: Use
    seats: int
    km_per_year: int
    home_charging: bool
    budget_kind: Literal["monthly", "cash"]
    budget_cents: int

    def __post_init__(self) -> None:
        if not 1 <= self.seats <= 9:  # noqa: PLR2004 - a car has at most nine seats
            raise DealError("seats", "A car has from 1 to 9 seats.")
        if not 0 < self.km_per_year <= 200_000:  # noqa: PLR2004 - more is a taxi's life
            raise DealError("km_per_year", "Kilometres a year lie between 1 and 200,000.")
        if self.budget_cents <= 0:
            raise DealError("budget", "A budget is more than nothing.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A version as the guide sees it, ``energy`` in the catalogue's words.

    Amounts are on the road; ``monthly_cents`` comes from a real quote.
    """

    version: str
    model: str
    energy: str
    seats: int
    co2_g: int
    range_km: int
    taxes_cents: int
    road_price_cents: int
    monthly_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a version is proposed: a code for the wording and its figures."""

    code: str
    params: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed version; ``over_budget_cents`` 0 when it fits."""

    candidate: Candidate
    points: int
    over_budget_cents: int
    reasons: tuple[Reason, ...]


def guide(wish: Wish, candidates: Sequence[Candidate]) -> tuple[Suggestion, ...]:
    """Return up to three versions, the best first, never two of one model and energy.

    Versions with too few seats are left out. Those within the budget are ranked by how well they
    suit; if none fits, the nearest above the budget are shown with what they exceed it by.
    """
    known = [one for one in candidates if one.seats >= wish.seats and _asked(wish, one) is not None]
    made = [_suggest(wish, candidate) for candidate in known]
    fitting = [one for one in made if not one.over_budget_cents]
    ranked = (
        sorted(fitting, key=_best)
        if fitting
        else sorted(made, key=lambda one: (one.over_budget_cents, *_best(one)))
    )
    chosen: dict[tuple[str, str], Suggestion] = {}
    for one in ranked:
        chosen.setdefault((one.candidate.model, one.candidate.energy), one)
    return tuple(chosen.values())[:MOST_ANSWERS]


def _best(one: Suggestion) -> tuple[int, int, str]:
    return (-one.points, one.candidate.road_price_cents, one.candidate.version)


def _asked(wish: Wish, candidate: Candidate) -> int | None:
    return candidate.road_price_cents if wish.budget_kind == "cash" else candidate.monthly_cents


def _suggest(wish: Wish, candidate: Candidate) -> Suggestion:
    scored = (*_energy(wish, candidate), *_distance(wish, candidate), *_charging(wish, candidate))
    asked = _asked(wish, candidate) or 0
    over = max(0, asked - wish.budget_cents)
    budget: dict[str, int | str] = {
        "cents": over or wish.budget_cents - asked,
        "kind": wish.budget_kind,
    }
    reasons = [Reason("over_budget" if over else "within_budget", budget)]
    reasons += [reason for points, reason in scored if points > 0]
    reasons.append(Reason("seats", {"seats": candidate.seats}))
    if not candidate.taxes_cents or candidate.energy == "electric":
        reasons.append(Reason("no_malus", {"co2_g": candidate.co2_g}))
    return Suggestion(candidate, sum(points for points, _ in scored), over, tuple(reasons))


def _energy(wish: Wish, candidate: Candidate) -> tuple[tuple[int, Reason], ...]:
    points = SUITS.get(candidate.energy, {}).get(wish.use, 0)
    return ((points, Reason("suits_use", {"use": wish.use, "energy": candidate.energy})),)


def _distance(wish: Wish, candidate: Candidate) -> tuple[tuple[int, Reason], ...]:
    km: dict[str, int | str] = {"km_per_year": wish.km_per_year}
    points = 0
    if candidate.energy == "diesel":
        points = (wish.km_per_year >= MUCH_KM) * 2 - (wish.km_per_year < LITTLE_KM) * 3
    elif candidate.energy == "petrol":
        points = int(wish.km_per_year < LITTLE_KM)
    elif candidate.energy in {"electric", "hybrid"}:
        points = int(wish.km_per_year >= LITTLE_KM)
    return ((points, Reason("suits_distance", km)),)


def _charging(wish: Wish, candidate: Candidate) -> tuple[tuple[int, Reason], ...]:
    if candidate.energy not in {"electric", "plugin"}:
        return ()
    home = (3 if wish.home_charging else -4, Reason("charges_at_home", {}))
    days = candidate.range_km * DAYS_DRIVEN // wish.km_per_year
    easy = int(candidate.energy == "electric" and days >= EASY_DAYS)
    return (home, (easy, Reason("range_lasts", {"days": days, "range_km": candidate.range_km})))
