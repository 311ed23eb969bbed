"""Which named offers enter a price, and which may be added beside the others; pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from store.journeys.refusals import DealError
from store.journeys.terms import Discount, Terms


def applicable(
    offers: Iterable[Discount], terms: Terms, model: str, on: date
) -> tuple[Discount, ...]:
    """Return the offers in force that declare they stack with the buyer's own conditions."""
    rules = {rule.code for rule in terms.rules if rule.applies(model, on)}
    return tuple(
        offer for offer in offers if offer.applies(model, on) and rules <= set(offer.stacks_with)
    )


def check_offer(new: Discount, others: Sequence[Discount], currencies: tuple[str, str]) -> None:
    """Refuse an offer that cannot stand beside those there are.

    Args:
        new: The offer.
        others: Approved and proposed offers of the same market and brand.
        currencies: The offer's and the market's.

    Raises:
        DealError: ``currency_mix``, ``offer_days``, ``offers_overlap`` or
            ``offers_do_not_stack``.
    """
    if currencies[0] != currencies[1]:
        raise DealError("currency_mix", "An offer is made in the currency of its market.")
    if new.until is None or new.until < new.starts:
        raise DealError("offer_days", "An offer ends on or after its first day.")
    for other in others:
        if _meet(new, other):
            _check_beside(new, other)


def _check_beside(new: Discount, other: Discount) -> None:
    if other.code == new.code:
        raise DealError("offers_overlap", "An offer of this code runs on some of these days.")
    if other.code not in new.stacks_with and new.code not in other.stacks_with:
        raise DealError(
            "offers_do_not_stack",
            "Another offer runs on these days, and neither says they may be combined.",
        )


def _meet(one: Discount, other: Discount) -> bool:
    in_time = one.starts <= (other.until or date.max) and other.starts <= (one.until or date.max)
    return in_time and (
        not one.models or not other.models or bool(set(one.models) & set(other.models))
    )
