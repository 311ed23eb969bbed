"""The car given in exchange laid out for a page, for the customer and the dealer alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from store.desk.car_state import ACCIDENTS, BOOKS, SEVERITIES, TYRES
from store.desk.typeset import say
from store.journeys.wishes import trade_in_condition
from store.lazy import _l
from store.models import Order, PartExchange
from store.orders.settlement import Settlement, kept_settlement, settlement
from tradein import Condition, Rules, Stage


STAGES: Mapping[str, tuple[str, str]] = {
    Stage.ESTIMATE: ("standard", _l("estimate")),
    Stage.FIRM: ("ok", _l("firm offer")),
    Stage.INSPECTED: ("warn", _l("a person looks at it")),
    Stage.CONFIRMED: ("ok", _l("confirmed")),
    Stage.REOFFERED: ("warn", _l("another amount offered")),
    Stage.SETTLED: ("ok", _l("settled")),
    Stage.WITHDRAWN: ("standard", _l("the car is kept")),
    Stage.CANCELLED: ("standard", _l("ended with the order")),
}
"""Stage -> look of its badge and words."""


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """One line of another offer, in words, with the id of its picture."""

    label: str
    cents: int
    picture: str


@dataclass(frozen=True, kw_only=True)
class ExchangeFile:
    """One trade-in, read.

    Attributes:
        declared: The facts the offer was made for.
        state: Its declared state: label and words.
        found: What is kept of the recheck, `{}` before it; `pictures` {code: file id}.
        lines: What it changes, in words, and `reasons` why a person must say.
        answers: What each answer would change, while the customer is asked.
        settled: What the customer agreed to, None where nothing changed.
    """

    stage: Stage
    badge: tuple[str, str]
    declared: Mapping[str, Any]
    state: tuple[tuple[str, str], ...]
    valid_until: date
    found: Mapping[str, Any]
    lines: tuple[ShownLine, ...]
    reasons: tuple[str, ...]
    answers: Mapping[str, Settlement]
    settled: Settlement | None


def exchange_file(order: Order, row: PartExchange, rules: Rules) -> ExchangeFile:
    """Lay a trade-in out; `rules` are those of its promise, whose words for places count."""
    asked = row.stage == Stage.REOFFERED
    return ExchangeFile(
        stage=Stage(row.stage),
        badge=STAGES[row.stage],
        declared=row.declared,
        state=tuple(_state(trade_in_condition(row.declared), rules)),
        valid_until=date.fromisoformat(row.declared["valid_until"]),
        found=row.found,
        lines=tuple(_line(one) for one in row.found.get("lines", ())),
        reasons=tuple(say(one["text"]) for one in row.found.get("reasons", ())),
        answers={
            "accepted": settlement(order, row, "accepted"),
            "kept": settlement(order, row, "kept"),
        }
        if asked
        else {},
        settled=kept_settlement(row),
    )


def _line(kept: Mapping[str, Any]) -> ShownLine:
    return ShownLine(label=say(kept["label"]), cents=kept["cents"], picture=kept["picture"])


def _state(condition: Condition, rules: Rules) -> Iterator[tuple[str, str]]:
    yield _("Tyres"), str(dict(TYRES)[condition.tyres])
    yield _("Service book"), str(dict(BOOKS)[condition.service_history])
    yield _("Accident"), str(dict(ACCIDENTS)[condition.accident])
    for one in condition.damages:
        place = say(rules.zones[one.zone].name)
        severity = str(dict(SEVERITIES)[one.severity]).lower()
        kind = say(rules.kinds[one.kind].name)
        damage = _("%(damage)s (%(severity)s)", damage=kind, severity=severity)
        yield place[:1].upper() + place[1:], damage
