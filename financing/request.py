"""What a customer asks to have quoted."""

from dataclasses import dataclass
from datetime import date

from financing.intervals import add_months
from financing.offers import Product


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """A wish for financing; nothing in it is checked before `quote` answers it.

    Attributes:
        product: loan, balloon, loa or lld.
        price_cents: What is to be paid for before any contribution: the price on the road.
        contribution_cents: Cash and the net value of the car taken in exchange.
        months: Duration.
        km_per_year: Distance agreed a year; only balloon, loa and lld depend on it.
        start: Day of delivery, on which the credit is drawn.
        first_due: Day of the first instalment; a month after `start` unless given.
        vehicle_group: Key of the residual table.
        new_vehicle: False for a used car.
        insurance: Whether the optional borrower's insurance is wanted.
        quoted_on: Day of the quotation, which chooses offer, law and usury quarter; `start` unless
            given.
        residual_base_cents: New price that the residual percent applies to; `price_cents` unless
            given.
    """

    product: Product
    price_cents: int
    contribution_cents: int
    months: int
    km_per_year: int
    start: date
    first_due: date | None
    vehicle_group: str
    new_vehicle: bool
    insurance: bool = False
    quoted_on: date | None = None
    residual_base_cents: int | None = None

    @property
    def credit_cents(self) -> int:
        """What is left to finance."""
        return self.price_cents - self.contribution_cents

    @property
    def day(self) -> date:
        """The day of the quotation."""
        return self.quoted_on or self.start

    @property
    def first_day(self) -> date:
        """The day of the first instalment."""
        return self.first_due or add_months(self.start, 1)
