"""Where a journey stands: everything its pages show, derived from what it holds, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from financing import Quote, Refusal
from store.journeys.appraisal import has_lapsed, trade_in_answer
from store.journeys.basis import basis_of
from store.journeys.buyer import unusable
from store.journeys.quotes import quotes
from store.journeys.standing import Standing, standing, usual_place
from store.journeys.steps import JourneyFacts, whole_buyer
from store.journeys.tables import tables
from store.journeys.wishes import PRODUCTS, FinanceWish
from store.models import Journey
from store.typed_text import Unreadable
from tradein import Valuation


__all__ = ["Situation", "situation", "usual_place"]


@dataclass(frozen=True, kw_only=True)
class Situation(Standing):
    """A journey, priced. `options` is the complete car."""

    journey: Journey

    @property
    def facts(self) -> JourneyFacts:
        """What the steps depend on. The e-mail is proved by the code that signs."""
        journey, offer = self.journey, self.valuation
        return JourneyFacts(
            configured=True,
            place_known=self.place_known,
            dealer_chosen=journey.dealer_id is not None,
            trade_in=trade_in_answer(journey.trade_in, offer),
            trade_in_firm=isinstance(offer, Valuation) and offer.firm,
            finance=_finance_answer(self.wish),
            finance_quoted=isinstance(self.chosen, Quote),
            buyer_complete=whole_buyer(journey.buyer) and not self.buyer_refusals,
            email_confirmed=True,
            reviewed=journey.reviewed_sha256 == self.deal.sha256,
            deposit_cents=self.deal.deposit_cents,
        )

    @cached_property
    def buyer_refusals(self) -> Mapping[str, Unreadable]:
        """The buyer's kept answers that no later step can use, and why, by field."""
        return dict(unusable(self.journey.buyer))

    @property
    def options(self) -> tuple[str, ...]:
        """Every option of the complete car."""
        return self.view.configuration.options

    @property
    def trade_in_lapsed(self) -> bool:
        """Whether the offer for the present car was firm and its days are over."""
        return has_lapsed(self.valuation, self.plan.on)

    @property
    def weeks(self) -> int:
        """Weeks until delivery."""
        return self.plan.weeks

    @cached_property
    def quotes(self) -> Mapping[str, Quote | Refusal]:
        """Each lender's answer, by product."""
        found = tables()
        return quotes(self.financed, self.wish, found.offers, found.law)

    @property
    def chosen(self) -> Quote | Refusal | None:
        """The lender's answer the customer chose; None for cash or while undecided."""
        return self.shown if self.wish.chosen in PRODUCTS else None

    @property
    def monthly(self) -> Quote | None:
        """The monthly price to show beside the road price."""
        return self.shown if isinstance(self.shown, Quote) else None


def situation(journey: Journey, on: date) -> Situation:
    """Derive everything about a journey on a day.

    Raises:
        configurator.ContradictionError: the stored decisions cannot hold together.
    """
    return Situation(journey=journey, **vars(standing(basis_of(journey), on, tables())))


def _finance_answer(wish: FinanceWish) -> Literal["cash", "credit"] | None:
    if wish.chosen is None:
        return None
    return "cash" if wish.chosen == "cash" else "credit"
