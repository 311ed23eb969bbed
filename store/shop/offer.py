"""A trade-in offer as its page shows it: the charts and what would change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from store.desk.typeset import say
from store.drawing import charts
from store.journeys.situation import Situation
from store.journeys.tables import tables
from store.journeys.trade_in_values import asked_pictures, two_parts, what_if
from store.journeys.wishes import trade_in_condition, trade_in_facts
from store.orders.exchange_pictures import pictures_of
from store.part_exchange.own_pictures import stage_before_order
from tradein import Factor, Facts, Stage, Valuation


@dataclass(frozen=True, kw_only=True)
class OfferShown:
    """What the page shows besides the offer itself; `changes` are (words, signed cents)."""

    facts: Facts
    chart: charts.Interval
    to_market: Sequence[charts.Rung]
    to_offer: Sequence[charts.Rung]
    changes: Sequence[tuple[str, int]]


def offer_shown(now: Situation, offer: Valuation) -> OfferShown:
    """Lay an offer out."""
    answers = now.journey.trade_in
    facts, condition = trade_in_facts(answers), trade_in_condition(answers)
    found, on = tables(), date.fromisoformat(answers["valued_on"])
    parts = two_parts(offer)
    start, *steps = parts.market
    market = charts.Step(_("Market value"), offer.market_cents)
    end = charts.Step(_("Our offer"), offer.gross_cents)
    costs = [_step(one) for one in parts.offer if one.code != "loan"]
    return OfferShown(
        facts=facts,
        chart=charts.interval(
            offer.interval.low_cents, offer.interval.high_cents, offer.market_cents
        ),
        to_market=charts.ladder(_step(start), [_step(one) for one in steps], market, final=False),
        to_offer=charts.ladder(market, costs, end),
        changes=[
            (_words()[tried.code], tried.cents)
            for tried in what_if(facts, condition, found.model, found.rules, on)
        ],
    )


def photographed(now: Situation, offer: Valuation) -> tuple[bool, int]:
    """Tell whether the photos make the offer firm, and how many are still to send."""
    sent, answers = pictures_of(now.journey.id), now.journey.trade_in
    stage = stage_before_order(now.journey, offer, sent, now.plan.on)
    missing = [view for view in asked_pictures(answers["condition"]) if view not in sent]
    return stage is Stage.FIRM, len(missing)


def _step(factor: Factor) -> charts.Step:
    return charts.Step(say(factor.label), factor.cents, say(factor.reason))


def _words() -> Mapping[str, str]:
    return {
        "more_km": _("1,000 km more"),
        "month": _("One month later"),
        "book_partial": _("Incomplete service book"),
        "book_full": _("Complete service book"),
        "tyres_worn": _("Two worn tyres"),
        "tyres_good": _("Good tyres"),
    }
