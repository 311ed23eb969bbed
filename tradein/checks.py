"""What cannot be true of a car or of its declared condition."""

from collections.abc import Iterable
from datetime import date
from typing import get_args

from tradein.errors import InvalidFactsError
from tradein.facts import FUELS, GEARBOXES, Accident, Condition, Facts, ServiceHistory, Tyres
from tradein.identity import read_plate, read_vin


MAX_TEXT = 120
MAX_KM = 1_500_000
POWER_HP = (5, 2000)
NEW_PRICE_CENTS = (100_000, 200_000_000)
MAX_LOAN_CENTS = 100_000_000
MAX_DAMAGES = 60
MAX_COUNT = 20
OLDEST = date(1950, 1, 1)
OLD_ENOUGH_TO_HAVE_RUN_DAYS = 365
LEAST_KM_OF_AN_OLD_CAR = 100


def _refuse(place: str, code: str, detail: str) -> None:
    raise InvalidFactsError(place, code, detail)


def _text(place: str, value: str, *, required: bool = True) -> None:
    if required and not value.strip():
        _refuse(place, "missing", "is needed")
    if len(value) > MAX_TEXT:
        _refuse(place, "too-long", f"is over {MAX_TEXT} characters")


def _member(place: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        _refuse(place, "unknown", f"{value!r} is none of {', '.join(allowed)}")


def _within(place: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        _refuse(place, "out-of-range", f"{value} is not between {low} and {high}")


def check_facts(facts: Facts, today: date) -> None:
    """Refuse facts that cannot be true on that day.

    Raises:
        InvalidFactsError: Naming the field.
    """
    _text("facts.brand", facts.brand)
    _text("facts.model", facts.model)
    _text("facts.version", facts.version, required=False)
    _text("facts.body", facts.body, required=False)
    _member("facts.fuel", facts.fuel, FUELS)
    _member("facts.gearbox", facts.gearbox, GEARBOXES)
    _within("facts.power_hp", facts.power_hp, *POWER_HP)
    if facts.new_price_cents is not None:
        _within("facts.new_price_cents", facts.new_price_cents, *NEW_PRICE_CENTS)
    _check_life(facts, today)
    _check_identity(facts)


def _check_life(facts: Facts, today: date) -> None:
    if not OLDEST <= facts.first_registration <= today:
        code = "future" if facts.first_registration > today else "too-old"
        _refuse("facts.first_registration", code, f"must be from {OLDEST} to {today}")
    _within("facts.km", facts.km, 0, MAX_KM)
    if facts.earlier_km is not None:
        _within("facts.earlier_km", facts.earlier_km, 0, MAX_KM)
    days = (today - facts.first_registration).days
    if days > OLD_ENOUGH_TO_HAVE_RUN_DAYS and facts.km < LEAST_KM_OF_AN_OLD_CAR:
        _refuse("facts.km", "too-low", f"{facts.km} km in {days} days is not a reading")


def _check_identity(facts: Facts) -> None:
    if len(facts.country) != len("FR") or not facts.country.isalpha():
        _refuse("facts.country", "unknown", "must be two letters (ISO 3166-1)")
    if facts.plate is not None and facts.country == "FR":
        read_plate(facts.plate)
    if facts.vin is not None:
        read_vin(facts.vin)


def check_condition(condition: Condition) -> None:
    """Refuse counts, amounts or words out of range; zones and kinds are the rules' to check.

    Raises:
        InvalidFactsError: Naming the field.
    """
    _member("condition.tyres", condition.tyres, get_args(Tyres))
    _member("condition.service_history", condition.service_history, get_args(ServiceHistory))
    _member("condition.accident", condition.accident, get_args(Accident))
    _within("condition.keys", condition.keys, 0, MAX_COUNT)
    _within("condition.owners", condition.owners, 1, MAX_COUNT)
    _within("condition.loan_outstanding_cents", condition.loan_outstanding_cents, 0, MAX_LOAN_CENTS)
    _within("condition.damages", len(condition.damages), 0, MAX_DAMAGES)
