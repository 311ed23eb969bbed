"""Whether the terms of one offer agree with each other."""

from collections.abc import Iterator

from financing.errors import BadData
from financing.offers import Offer


Finding = tuple[bool, str, str]


def check_offer_terms(offer: Offer, place: str) -> None:
    """Refuse an offer whose terms contradict each other.

    Raises:
        BadData: With its place in the file.
    """
    for wrong, key, reason in (*_bounds(offer), *_stages(offer), *_residual(offer)):
        if wrong:
            raise BadData(f"{place}.{key}", reason)


def _bounds(offer: Offer) -> Iterator[Finding]:
    services = offer.product != "lld" and offer.services_cents > 0
    compulsory = offer.insurance_compulsory and offer.insurance_percent_month is None
    yield offer.min_cents > offer.max_cents, "max_cents", "below min_cents"
    yield offer.valid_until < offer.valid_from, "valid_until", "before valid_from"
    yield services, "services_cents", "only a rental has services"
    yield compulsory, "insurance_percent_month", "missing, where the cover is compulsory"


def _stages(offer: Offer) -> Iterator[Finding]:
    """What becomes of the instalments from the first to the final amount."""
    least = min(offer.rates) - offer.instalments_less
    gap = offer.instalments_less + offer.final_gap > 1
    staged = max(offer.interest_only, offer.change_after) >= least > 0
    order = bool(offer.change_after) and offer.interest_only > offer.change_after
    rental = offer.product == "lld" and bool(offer.interest_only or offer.change_after)
    yield offer.instalments_less > 1, "instalments_less", "0 or 1"
    yield gap, "final_gap", "0, or 1 with instalments_less 0"
    yield least < 1, "rates", "a duration leaves no instalment"
    yield staged, "rates", "a duration ends before its last stage begins"
    yield order, "interest_only", "ends after the rate changes"
    yield rental, "product", "a rental has one rent"
    yield bool(offer.later_percent) and not offer.change_after, "change_after", "missing"


def _residual(offer: Offer) -> Iterator[Finding]:
    tables = offer.residuals.values()
    loss = max((table.marginal_loss_cents() for table in tables), default=0)
    inside = all(
        table.months[0] <= months + offer.final_gap <= table.months[-1]
        for table in tables
        for months in offer.rates
    )
    low = offer.by_distance and offer.excess_km_cents < loss
    yield offer.by_distance != bool(tables), "residuals", f"do not suit a {offer.product}"
    yield not inside, "rates", "a duration lies outside a residual table"
    lost = f"below the loss of value of {float(loss):.2f} cents a kilometre"
    yield low, "excess_km_cents", lost
