"""What settled terms come to in cents; of a level plan without making its rows."""

from typing import NamedTuple

from financing.headline import Shape, last_cents, level_cents
from financing.payments import rows_of
from financing.terms import Terms


class Sums(NamedTuple):
    """Cents a month, of the last instalment, of all payments and of the interest in them.

    The fees of a payment are outside `monthly` and `last`, a compulsory premium inside.
    """

    monthly: int
    last: int
    total: int
    interest: int


def level_sums(terms: Terms, shape: Shape) -> Sums:
    """The sums of a plan of one rate and one instalment, from its shape.

    Raises:
        BadPlan: The plan cannot be balanced to the cent.
    """
    loan, final = terms.lent, terms.final_cents
    level, number = level_cents(shape, loan.principal, final), shape.number
    later = loan.upfront + loan.first_fee + loan.end_fee
    if terms.offer.product == "lld":
        rent = level + terms.offer.services_cents
        return Sums(rent, rent, rent * number + later, 0)
    last = last_cents(shape, loan.principal, final, level)
    if number == 1:
        level = last
    repaid = level * (number - 1) + last + final
    premium = loan.premium
    interest, total = repaid - loan.principal, repaid + later + premium * number
    return Sums(level + premium, last + premium, total, interest)


def staged_sums(terms: Terms) -> Sums:
    """The sums of a plan of several stages, from its rows; a month's payment is the last stage's.

    Raises:
        BadPlan: The plan cannot be balanced to the cent.
    """
    rows = rows_of(terms)
    monthly = [row.payment_cents - row.fees_cents for row in rows if row.kind == "instalment"]
    total = sum(row.payment_cents for row in rows)
    interest = sum(row.interest_cents for row in rows)
    begun = max(terms.offer.interest_only, terms.offer.change_after)
    return Sums(monthly[begun], monthly[-1], total, interest)
