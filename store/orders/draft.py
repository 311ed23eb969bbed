"""What a buyer is about to sign, made from the situation they reviewed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import current_app

from financing import Quote
from store.config import Settings
from store.database import new_verification_id
from store.gateways.registry import gateways
from store.journeys.look import car_look
from store.journeys.situation import Situation
from store.orders.freeze import Draft
from store.orders.paper import Paper, latest_delivery, prepared
from store.orders.paper.context import Language
from store.orders.part_exchange import declared
from store.orders.refusals import Incomplete


def draft_of(now: Situation, language: Language, at: datetime) -> Draft:
    """Return the draft of a journey whose buyer and dealer are known.

    Raises:
        Incomplete: the buyer or the dealer is not known yet.
    """
    journey, settings = now.journey, _settings()
    if journey.dealer is None or not journey.buyer:
        raise Incomplete("journey", "the buyer or the dealer is not known yet")
    verification_id = new_verification_id()
    paper = Paper(
        now=now,
        buyer=journey.buyer,
        dealer=journey.dealer,
        language=language,
        at=at,
        public_url=settings.public_url,
        verification_id=verification_id,
        test_trust=gateways().trust.test,
    )
    return Draft(
        deal=now.deal,
        buyer=journey.buyer,
        summary=summary(now, journey.buyer),
        delivery_by=latest_delivery(now),
        render=lambda number: prepared(paper, number),
        part_exchange=declared(now.deal, journey.trade_in, now.valuation),
        verification_id=verification_id,
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def summary(now: Situation, buyer: Mapping[str, Any]) -> dict[str, Any]:
    """Return what lists show of an order, copied once.

    Keys: buyer, commune, model, version, car, colour {language: words}, look (the words of its
    illustration), product ("cash", "loan" …), months, monthly_cents, instalments
    (number and cents of equal payments in a row), trade_in (words or None), weeks, vin (or None),
    unknown_taxes (whether a tax that nobody knew yet is not in the price).
    """
    catalogue, deal, chosen = now.catalogue, now.deal, now.chosen
    finance, given, car = deal.request.finance, deal.request.trade_in, now.journey.stock_vehicle
    colours = (o for g in catalogue.groups if g.id == "color" for o in g.options)
    return {
        "buyer": f"{buyer['first_name']} {buyer['last_name']}",
        "commune": buyer["commune"],
        "model": catalogue.model,
        "version": now.summary.version.label,
        "car": f"{catalogue.model} {now.summary.version.label}",
        "colour": next((dict(o.label) for o in colours if o.id in now.options), {}),
        "look": asdict(car_look(catalogue, now.options)),
        "product": finance.product if finance else "cash",
        "months": deal.months,
        "monthly_cents": deal.monthly_cents,
        "instalments": list(chosen.stages) if isinstance(chosen, Quote) else [],
        "trade_in": given.label if given else None,
        "weeks": now.weeks,
        "vin": car.vin if car else None,
        "unknown_taxes": bool(deal.unknown),
    }
