"""What the rules leave to a person: the dealer says what the car is worth, and why."""

from dataclasses import dataclass
from datetime import datetime

from store.extensions import transaction
from store.orders.events import locked_for_dealer
from store.orders.refusals import ReasonMissing
from store.part_exchange.inspect import conclude
from store.part_exchange.promise import owed
from tradein import Stage, Step


MOST_WORDS = 300
CODE = "judged"
"""Of its one line, and of the line's picture."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """An amount in cents, with the reason that the customer reads where it is another one."""

    gross_cents: int
    words: str = ""


def judge(order_id: str, dealer_id: str, account_id: str, said: Judgement, at: datetime) -> Stage:
    """Confirm the promised amount or offer another; a second click changes nothing.

    Raises:
        NotFound: the order is not this dealer's, or has no car to look at.
        ReasonMissing: another amount without a word why ("words"), or less without a "picture".
        tradein.WrongStageError: no person is asked, or one has judged otherwise.
    """
    with transaction():
        order = locked_for_dealer(order_id, dealer_id)
        row = owed(order)
        change_cents, words = said.gross_cents - row.declared["gross_cents"], said.words.strip()
        if len(words) > MOST_WORDS or (change_cents and not words):
            raise ReasonMissing("words", f"between 1 and {MOST_WORDS} signs are needed")
        if row.stage != Stage.INSPECTED and row.found.get("gross_cents") == said.gross_cents:
            return Stage(row.stage)
        picture = row.found.get("pictures", {}).get(CODE, "")
        if change_cents < 0 and not picture:
            raise ReasonMissing("picture", "what takes off shows a picture of why")
        label = {"fr": words, "en": words}
        line = {"code": CODE, "label": label, "cents": change_cents, "picture": picture}
        lines = [line] if change_cents else []
        row.found = {**row.found, "gross_cents": said.gross_cents, "lines": lines}
        step = Step.REOFFER if change_cents else Step.CONFIRM
        conclude(order, row, step, f"dealer:{account_id}", at)
        return Stage(row.stage)
