"""The steps of a purchase, derived from what a journey holds and never stored.

The order is free: a step is open as soon as what it needs is done; a blocked one says what it
needs. Once the order is signed everything before it counts as done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal


StepKey = Literal["configure", "where", "tradein", "finance", "you", "review", "sign", "deposit"]
State = Literal["done", "current", "open", "blocked", "skipped"]


CO_BUYER = frozenset({"civility", "first_name", "last_name", "birth_date", "birth_place"})
"""What the contract says of a co-buyer; a journey of before December 2026 may lack some."""


def whole_buyer(buyer: Mapping[str, Any]) -> bool:
    """Say whether a kept buyer, and who buys together with them, is all the contract asks."""
    other = buyer.get("co_buyer")
    return bool(buyer) and (not other or all(other.get(name) for name in CO_BUYER))


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyFacts:
    """What a journey holds, as far as steps depend on it.

    Attributes:
        configured: The configuration is complete and buildable, or a stock car is held.
        place_known: A commune is chosen.
        dealer_chosen: A dealer, or delivery at home by one, is chosen.
        trade_in: None: not yet answered.
        trade_in_firm: A firm offer in its days of validity.
        finance: None: not yet answered.
        finance_quoted: A quote for the present price in its days of validity.
        buyer_complete: Every detail of the buyer (and co-buyer) is there and valid.
        email_confirmed: The buyer's address answered with its code.
        approval: State of an employee sale's approval by a second person.
        reviewed: The buyer confirmed exactly the present deal.
        signed: The order is signed.
        deposit_cents: What the deal asks to pay today.
        deposit_paid: It is held or taken.
    """

    configured: bool = False
    place_known: bool = False
    dealer_chosen: bool = False
    trade_in: Literal["none", "wanted"] | None = None
    trade_in_firm: bool = False
    finance: Literal["cash", "credit"] | None = None
    finance_quoted: bool = False
    buyer_complete: bool = False
    email_confirmed: bool = False
    approval: Literal["not_needed", "waiting", "given"] = "not_needed"
    reviewed: bool = False
    signed: bool = False
    deposit_cents: int = 0
    deposit_paid: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when it applies, when it is done, and the steps it comes after."""

    key: StepKey
    is_done: Callable[[JourneyFacts], bool]
    after: tuple[StepKey, ...] = ()
    is_asked: Callable[[JourneyFacts], bool] = lambda _: True

    def applies(self, facts: JourneyFacts) -> bool:
        """Tell whether this journey has the step at all."""
        return self.is_asked(facts)

    def needs(self, facts: JourneyFacts) -> tuple[str, ...]:
        """Return what must be done first: keys of steps, or ``"approval"``."""
        steps = (BY_KEY[key] for key in self.after)
        missing = tuple(s.key for s in steps if s.applies(facts) and not s.done(facts))
        waits = self.key == "sign" and facts.approval == "waiting"
        return (*missing, "approval") if waits else missing

    def done(self, facts: JourneyFacts) -> bool:
        """Tell whether nothing is left to do here."""
        if facts.signed and self.key != "deposit":
            return True
        return self.is_done(facts) and not self.needs(facts)


def _tradein_done(facts: JourneyFacts) -> bool:
    return facts.trade_in == "none" or (facts.trade_in == "wanted" and facts.trade_in_firm)


def _finance_done(facts: JourneyFacts) -> bool:
    return facts.finance == "cash" or (facts.finance == "credit" and facts.finance_quoted)


STEPS: tuple[Step, ...] = (
    Step("configure", lambda facts: facts.configured),
    Step("where", lambda facts: facts.place_known and facts.dealer_chosen),
    Step("tradein", _tradein_done),
    Step("finance", _finance_done, after=("configure", "where")),
    Step("you", lambda facts: facts.buyer_complete and facts.email_confirmed),
    Step(
        "review",
        lambda facts: facts.reviewed,
        after=("configure", "where", "tradein", "finance", "you"),
    ),
    Step("sign", lambda facts: facts.signed, after=("review",)),
    Step(
        "deposit",
        lambda facts: facts.deposit_paid,
        after=("sign",),
        is_asked=lambda facts: facts.deposit_cents > 0 or facts.deposit_paid,
    ),
)
BY_KEY: dict[str, Step] = {step.key: step for step in STEPS}


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as a page shows it; ``needs`` is empty unless it is blocked."""

    key: StepKey
    state: State
    needs: tuple[str, ...] = ()


def next_step(facts: JourneyFacts) -> Step | None:
    """Return the first step that can be done now; None when all is done or all waits."""
    for step in STEPS:
        if step.applies(facts) and not step.done(facts) and not step.needs(facts):
            return step
    return None


def progress(facts: JourneyFacts) -> tuple[StepView, ...]:
    """Return every step with its state, in the order of the journey; at most one is current."""
    current = next_step(facts)
    return tuple(_view(step, facts, current) for step in STEPS)


def _view(step: Step, facts: JourneyFacts, current: Step | None) -> StepView:
    if not step.applies(facts):
        return StepView(step.key, "skipped")
    if step.done(facts):
        return StepView(step.key, "done")
    if missing := step.needs(facts):
        return StepView(step.key, "blocked", missing)
    return StepView(step.key, "current" if step is current else "open")
