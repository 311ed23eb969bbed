"""One named, dated discount."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from store.journeys.refusals import DealError


Base = Literal["car", "car_and_options", "all"]
KINDS_OF_BASE: Mapping[str, frozenset[str]] = {
    "car": frozenset({"car"}),
    "car_and_options": frozenset({"car", "option"}),
    "all": frozenset({"car", "option", "accessory"}),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Discount:
    """A named, dated discount: a percent of a base or a fixed amount, never both.

    ``models`` limits it (empty: every model). ``stacks_with`` names the codes it may be combined
    with; both sides need not say it, one is enough.
    """

    code: str
    label: Mapping[str, str]
    base: Base = "car_and_options"
    percent: Decimal | None = None
    amount_cents: int | None = None
    starts: date
    until: date | None = None
    models: tuple[str, ...] = ()
    stacks_with: tuple[str, ...] = ()
    source: str

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.amount_cents is None):
            raise DealError("discount_form", "A discount is either a percent or an amount.")
        if self.percent is not None and not 0 <= self.percent <= 100:  # noqa: PLR2004 - percent
            raise DealError("discount_form", "A percent lies between 0 and 100.")
        if self.amount_cents is not None and self.amount_cents < 0:
            raise DealError("discount_form", "An amount is not negative.")

    def applies(self, model: str, on: date) -> bool:
        """Tell whether the discount is in force for a model on a day."""
        in_time = self.starts <= on and (self.until is None or on <= self.until)
        return in_time and (not self.models or model in self.models)

    def cents(self, base_cents: int) -> int:
        """Return the discount on a base, half a cent rounded up."""
        if self.amount_cents is not None:
            return self.amount_cents
        exact = base_cents * (self.percent or Decimal(0)) / 100
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
