"""Headline monthly payments of many cars at once, equal to the cent to those of single quotes.

The only module of the package that needs numpy; nothing else imports it.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from financing.checks import check_offer, check_values
from financing.errors import BadPlan
from financing.headline import Shape, level_cents
from financing.lines import shape_for
from financing.offers import Offer
from financing.request import QuoteRequest
from financing.residuals import ResidualTable
from financing.terms import LEAST_INSTALMENT_CENTS, first_years


Cents = NDArray[np.int64]

# Doubles this close to half a cent are reckoned again with integers; see `headline`.
_DOUBT = 1e-13


def monthly_batch(
    request: QuoteRequest,
    offer: Offer,
    kms: Sequence[int],
    prices: Cents,
    bases: Cents | None = None,
) -> Cents:
    """The payment a month of many cars under one offer, before any law is asked.

    Args:
        request: All but price and distance: duration, contribution, days, vehicle group.
        offer: The terms, of one rate and one instalment.
        kms: Distances a year, inside the residual table.
        prices: Price of each car in cents.
        bases: New price of each car that its residual percent applies to; the price unless given.

    Returns:
        One row a car, one column a distance; 0 where the amounts are outside the offer.

    Raises:
        Refused: The request is outside the offer whatever the price.
        BadPlan: The offer has several stages.
    """
    check_values(request)
    check_offer(request, offer)
    shape = shape_for(offer, request.months, first_years(request))
    if shape is None or shape.number == 1:
        raise BadPlan(f"{offer.key} has no level instalment")
    credit = prices - request.contribution_cents
    rental = np.maximum(0, _share(prices, offer.first_rental_percent) - request.contribution_cents)
    financed = offer.fee_cents if offer.fee_when == "financed" else 0
    principal = (credit - rental + financed)[:, None]
    finals = _finals(request, offer, kms, prices if bases is None else bases)
    level = _level(shape, principal, finals)
    if offer.product == "lld":
        level += offer.services_cents
    if offer.insurance_compulsory and offer.insurance_percent_month is not None:
        level += _share(credit, offer.insurance_percent_month)[:, None]
    lent = ((credit >= offer.min_cents) & (credit <= offer.max_cents))[:, None]
    least = LEAST_INSTALMENT_CENTS * request.months
    return np.where(lent & (principal >= finals + least), level, 0)


def _level(shape: Shape, principal: Cents, finals: Cents) -> Cents:
    found: NDArray[np.float64] = principal * shape.opening - finals * shape.discount + 0.5
    level: Cents = np.floor(found).astype(np.int64)
    for row, column in _doubtful(found, principal):
        level[row, column] = level_cents(shape, int(principal[row, 0]), int(finals[row, column]))
    return level


def _finals(request: QuoteRequest, offer: Offer, kms: Sequence[int], bases: Cents) -> Cents:
    """The residual values: one row a car, one column a distance."""
    if not offer.by_distance:
        return np.zeros((len(bases), len(kms)), np.int64)
    table = offer.residuals[request.vehicle_group]
    months = request.months + offer.final_gap
    return np.stack([_values(table, bases, months, km) for km in kms], axis=1)


def _values(table: ResidualTable, bases: Cents, months: int, km: int) -> Cents:
    share = table.percent(months, km) * Fraction(table.safety_percent) / 10_000
    found = np.asarray(bases * float(share) + 0.5, np.float64)
    values: Cents = np.floor(found).astype(np.int64)
    for (at,) in _doubtful(found, bases):
        values[at] = table.value_cents(int(bases[at]), months, km)
    return values


def _share(amounts: Cents, percent: Decimal) -> Cents:
    """A percentage of whole cents, rounded half-up; exact, for amounts below 10^12."""
    above, below = percent.as_integer_ratio()
    return (2 * amounts * above + 100 * below) // (200 * below)


def _doubtful(found: NDArray[np.float64], size: Cents) -> NDArray[np.intp]:
    part, doubt = found - np.floor(found), _DOUBT * np.abs(size) + _DOUBT
    return np.argwhere((part <= doubt) | (part >= 1 - doubt))
