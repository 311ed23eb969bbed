"""What lenders offer: dated terms of a loan, hire purchase, lease or rental."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from financing.residuals import ResidualTable


# hp and pcp: hire purchase and personal contract purchase, as sold in the UK and Ireland.
Product = Literal["loan", "balloon", "loa", "lld", "hp", "pcp"]
FeeTime = Literal["upfront", "financed", "first", "last"]

# The products whose last amount, or rent, rests on a residual value.
RESIDUAL_PRODUCTS: frozenset[Product] = frozenset({"balloon", "loa", "lld", "pcp"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One lender's dated terms for one product.

    Attributes:
        key: Stable name.
        lender: Who lends or lets.
        brand: Brand whose cars it finances.
        product: loan, balloon, loa, lld, hp or pcp.
        rates: Nominal yearly percent by duration in months; its keys are the durations on offer.
        min_cents: Smallest amount financed.
        max_cents: Greatest amount financed.
        valid_from: First day on which it may be quoted.
        valid_until: Last day.
        demonstration: Invented terms; a production store refuses them.
        source: Where the terms come from.
        fee_cents: File fee, 0 without.
        fee_when: Paid at delivery, lent with the rest, or with the first or last payment.
        option_fee_cents: Option-to-purchase fee, paid with the last payment of all.
        first_rental_percent: Share of the price due at delivery, contribution included.
        instalments_less: Instalments fewer than months: 1 where the final amount has month N alone.
        final_gap: Month of the final amount after month N: 0, or 1 for month N + 1.
        interest_only: First months that carry interest only.
        change_after: Months after which `later_percent` holds; 0 where there is one rate.
        later_percent: Nominal yearly rate from then on.
        adjust_last: The last instalment takes up the rounding; else it is as the others.
        residuals: Tables by vehicle group; empty for a plain loan.
        services_cents: Services inside each rent, in cents a month.
        services: What they are, by language; empty without.
        insurance_percent_month: Cover, percent of the credit a month; None if not offered.
        insurance_compulsory: Nobody is lent to without the cover: it counts in the APR.
        excess_km_cents: Price of one kilometre beyond the distance agreed.
        deferral_months: Longest time from delivery to the first instalment.
        new_only: Whether only new vehicles are financed.
    """

    key: str
    lender: str
    brand: str
    product: Product
    rates: Mapping[int, Decimal] = field(hash=False)
    min_cents: int
    max_cents: int
    valid_from: date
    valid_until: date
    demonstration: bool
    source: str
    fee_cents: int = 0
    fee_when: FeeTime = "upfront"
    option_fee_cents: int = 0
    first_rental_percent: Decimal = Decimal(0)
    instalments_less: int = 0
    final_gap: int = 0
    interest_only: int = 0
    change_after: int = 0
    later_percent: Decimal = Decimal(0)
    adjust_last: bool = True
    residuals: Mapping[str, ResidualTable] = field(default_factory=dict, hash=False)
    services_cents: int = 0
    services: Mapping[str, str] = field(default_factory=dict, hash=False)
    insurance_percent_month: Decimal | None = None
    insurance_compulsory: bool = False
    excess_km_cents: int = 0
    deferral_months: int = 3
    new_only: bool = False

    @property
    def months(self) -> tuple[int, ...]:
        """The durations on offer, rising."""
        return tuple(sorted(self.rates))

    @property
    def by_distance(self) -> bool:
        """Whether the price depends on the distance driven a year."""
        return self.product in RESIDUAL_PRODUCTS
