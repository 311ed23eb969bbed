"""The parts a deal is made of, as values with checked amounts (cents, VAT included)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from store.journeys.refusals import DealError


MOST_CENTS = 10**11
FinanceProduct = Literal["loan", "balloon", "loa", "lld", "hp", "pcp"]


def money(where: str, cents: int, least: int = 0) -> None:
    """Check an amount in cents; raises DealError ``amount``."""
    if type(cents) is not int or not least <= cents <= MOST_CENTS:
        raise DealError("amount", f"{where}: {cents!r} is not an amount in cents.")


@dataclass(frozen=True, kw_only=True, slots=True)
class CarItem:
    """One line of the car, VAT included; ``reason`` says why it costs what it costs."""

    option: str
    label: Mapping[str, str]
    cents: int
    kind: Literal["car", "option", "accessory"] = "option"
    reason: Literal["base", "priced", "series", "pack", "stock"] = "priced"
    pack: str | None = None

    def __post_init__(self) -> None:
        money(self.option, self.cents, -MOST_CENTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """A service bought with the car, VAT included (``vat`` False: exempt, e.g. insurance)."""

    code: str
    label: Mapping[str, str]
    cents: int
    vat: bool = True
    source: str = "price list of services"

    def __post_init__(self) -> None:
        money(self.code, self.cents)


@dataclass(frozen=True, kw_only=True, slots=True)
class TradeIn:
    """A firm offer for the present car, and what its loan still costs."""

    offer_cents: int
    label: str
    valid_until: date
    model_id: str
    rules_id: str
    loan_payoff_cents: int = 0

    def __post_init__(self) -> None:
        money("trade-in", self.offer_cents)
        money("loan payoff", self.loan_payoff_cents)

    @property
    def net_cents(self) -> int:
        """What is left for the new car; negative when the old loan is larger."""
        return self.offer_cents - self.loan_payoff_cents


@dataclass(frozen=True, kw_only=True, slots=True)
class Finance:
    """A lender's quote.

    ``credit_cents`` is the part of the road price the lender pays; ``first_cents`` (increased
    first rental) is paid at delivery on top of the part in cash; ``final_cents`` is the balloon
    or the purchase option. ``apr`` is a percent, None for a lease without a rate. ``quote_id`` is
    what page, files and contract call the quote.
    """

    product: FinanceProduct
    lender: str
    offer_key: str
    law_key: str
    months: int
    monthly_cents: int
    credit_cents: int
    total_due_cents: int
    first_cents: int = 0
    final_cents: int = 0
    apr: Decimal | None = None
    km_per_year: int = 0
    insurance_monthly_cents: int = 0
    valid_until: date | None = None
    quote_id: str = ""

    @property
    def stages(self) -> tuple[tuple[int, int], ...]:
        """(number, cents) of its equal payments, by what is kept: the last one takes the rest."""
        if not self.monthly_cents:
            return ()
        paid = self.total_due_cents - self.first_cents - self.final_cents
        count = max(1, round(paid / self.monthly_cents))
        last = paid - self.monthly_cents * (count - 1)
        if last == self.monthly_cents or count == 1:
            return ((count, last),)
        return ((count - 1, self.monthly_cents), (1, last))

    def __post_init__(self) -> None:
        for name in ("monthly", "credit", "total_due", "first", "final", "insurance_monthly"):
            money(name, getattr(self, f"{name}_cents"))
        if not 1 <= self.months <= 120:  # noqa: PLR2004 - ten years
            raise DealError("months", "A financing lasts from 1 to 120 months.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """Where the car is handed over; ``region`` (INSEE) decides the VAT."""

    kind: Literal["dealer", "home"]
    dealer_key: str
    dealer_name: str
    region: str
    fee_cents: int = 0

    def __post_init__(self) -> None:
        money("delivery fee", self.fee_cents)
