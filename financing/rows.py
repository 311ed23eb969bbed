"""The payments of a quote, one row each, and the cost of its optional insurance."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


RowKind = Literal["delivery", "instalment", "rental", "final"]


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One payment: payment = interest + principal + fees + rent + insurance, all in cents.

    Attributes:
        number: 0 for what is paid at delivery, then 1, 2, 3 …
        due: Day on which it falls due.
        kind: delivery, instalment, rental, or final (balloon or purchase option).
        payment_cents: What is paid.
        interest_cents: Interest in it.
        principal_cents: Repayment in it.
        balance_cents: What is left of the principal afterwards.
        fees_cents: Fees in it.
        rent_cents: Rent of a long-term rental, which repays nothing.
        insurance_cents: Premium of a compulsory cover.
    """

    number: int
    due: date
    kind: RowKind
    payment_cents: int
    interest_cents: int = 0
    principal_cents: int = 0
    balance_cents: int = 0
    fees_cents: int = 0
    rent_cents: int = 0
    insurance_cents: int = 0


@dataclass(frozen=True, slots=True)
class Insurance:
    """The borrower's insurance and its own yearly rate (TAEA).

    Optional, it is outside the APR and every total; compulsory, it is inside both.
    """

    monthly_cents: int
    total_cents: int
    taea_percent: Decimal | None
    compulsory: bool = False
