"""The answer to a request: every figure of a financing, to the cent, and its schedule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import ClassVar

from financing.offers import Product
from financing.payments import rows_of
from financing.rate import round_percent
from financing.rows import Insurance, ScheduleRow
from financing.terms import Terms


@dataclass(frozen=True, slots=True)
class Example:
    """The figures that the law wants next to any advertised figure of a credit (L. 312-6)."""

    credit_cents: int
    months: int
    payments: int
    monthly_cents: int
    last_cents: int
    first_cents: int
    final_cents: int
    nominal_percent: Decimal
    apr_percent: Decimal | None
    total_due_cents: int
    cost_cents: int
    fees_cents: int
    insurance: Insurance | None
    lender: str
    valid_until: date


@dataclass(frozen=True)
class Quote:
    """A financing, computed.

    total_due = first + the schedule's later payments = credit + cost. The contribution is in
    none of them. A long-term rental is no credit: its credit is 0 and its cost is all that is paid.

    Attributes:
        product: loan, balloon, loa, lld, hp or pcp.
        lender: Who lends or lets.
        offer_key: The offer it was made from.
        law_key: Regime and usury quarter it was made under.
        start: Day of delivery.
        months: Duration.
        payments: Number of monthly payments.
        monthly_cents: One of them, a compulsory premium inside; of the last stage if they differ.
        last_cents: The last of them, which takes up the rounding.
        first_cents: Paid at delivery beyond the contribution: rest of the first rental, upfront
            fees.
        final_cents: Balloon or purchase option, 0 without.
        final_month: Months from delivery to the final amount, 0 without.
        credit_cents: Amount of credit.
        total_due_cents: All that is paid after the contribution.
        cost_cents: Interest and fees.
        interest_cents: Interest.
        fees_cents: Fees.
        nominal_percent: Nominal yearly rate.
        apr_percent: Annual percentage rate, unrounded; None where the law knows none.
        usury_percent: The ceiling it was held against, or None.
        insurance: Cost of the cover, if it was asked for (then in no other figure) or is
            compulsory.
        km_per_year: Distance agreed; None where the price does not depend on it.
        excess_km_cents: Price of a kilometre beyond it.
        price_cents: Price before the contribution.
        contribution_cents: Contribution.
        negative_equity_cents: What an old loan left and this credit pays; refused in France.
        services: What a rent includes, by language; empty without.
        warning: Compulsory sentence by language, or None.
        withdrawal_days: Days to withdraw from the credit; 0 where there is none.
        valid_until: Last day on which the quotation holds.
        demonstration: Whether invented terms or ceilings went into it.
        terms: The settled amounts it was reckoned from.
    """

    derived: ClassVar = ("schedule",)

    product: Product
    lender: str
    offer_key: str
    law_key: str
    start: date
    months: int
    payments: int
    monthly_cents: int
    last_cents: int
    first_cents: int
    final_cents: int
    final_month: int
    credit_cents: int
    total_due_cents: int
    cost_cents: int
    interest_cents: int
    fees_cents: int
    nominal_percent: Decimal
    apr_percent: Decimal | None
    usury_percent: Decimal | None
    insurance: Insurance | None
    km_per_year: int | None
    excess_km_cents: int
    price_cents: int
    contribution_cents: int
    negative_equity_cents: int
    services: Mapping[str, str] = field(hash=False)
    warning: Mapping[str, str] | None = field(hash=False)
    withdrawal_days: int
    valid_until: date
    demonstration: bool
    terms: Terms = field(repr=False, compare=False)

    @classmethod
    def made(cls, figures: dict[str, object]) -> "Quote":
        """A quote of all its fields by name, kept as its own; faster than frozen assignment."""
        self = object.__new__(cls)
        object.__setattr__(self, "__dict__", figures)
        return self

    @cached_property
    def schedule(self) -> tuple[ScheduleRow, ...]:
        """Every payment; made when it is first asked for."""
        return rows_of(self.terms)

    @property
    def stages(self) -> tuple[tuple[int, int], ...]:
        """(number, cents) of the monthly payments in a row that are equal, fees included.

        They multiply and sum, with the first and the final amount, to the total due.
        """
        paid = (row.payment_cents for row in self.schedule if row.kind in {"instalment", "rental"})
        return tuple((len(list(group)), cents) for cents, group in groupby(paid))

    @property
    def example(self) -> Example:
        """The figures of the representative example, the APR rounded to two decimals."""
        rate = None if self.apr_percent is None else round_percent(self.apr_percent, 2)
        return Example(
            credit_cents=self.credit_cents,
            months=self.months,
            payments=self.payments,
            monthly_cents=self.monthly_cents,
            last_cents=self.last_cents,
            first_cents=self.first_cents,
            final_cents=self.final_cents,
            nominal_percent=self.nominal_percent,
            apr_percent=rate,
            total_due_cents=self.total_due_cents,
            cost_cents=self.cost_cents,
            fees_cents=self.fees_cents,
            insurance=self.insurance,
            lender=self.lender,
            valid_until=self.valid_until,
        )
