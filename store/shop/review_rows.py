"""What the summary says of the car, the buyer and the data, as rows of (label, value)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from store.formats import day_long, telephone
from store.journeys.deal import Deal
from store.journeys.situation import Situation
from store.lazy import _l
from store.locale import pick
from tradein import Valuation


BANDS = {
    "very_modest": _l("Very modest income"),
    "modest": _l("Modest income"),
    "other": _l("Other income"),
}


def equipment_rows(now: Situation) -> list[tuple[str, str]]:
    """Return colour and interior as (group, option) in words."""
    return [
        (pick(dict(group.label)), pick(dict(option.label)))
        for group in now.catalogue.groups
        if group.kind == "one"
        for option in group.options
        if option.id in now.options
    ]


def offered(now: Situation) -> dict[str, Any]:
    """Return what a letter says of the trade-in in the price and its validity, empty without."""
    offer = now.valuation
    if now.deal.request.trade_in is None or not isinstance(offer, Valuation):
        return {}
    return {
        "trade_in_cents": offer.gross_cents,
        "trade_in_until": offer.valid_until.isoformat(),
        "trade_in_km": offer.valid_km,
    }


def buyer_rows(buyer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the buyer as rows of (label, value)."""
    company = f"{buyer['company']}, SIREN {buyer['siren']}" if buyer.get("company") else ""
    rows = [
        (_("Company"), company),
        (_("Name"), f"{buyer['first_name']} {buyer['last_name']}"),
        (_("Born"), f"{day_long(date.fromisoformat(buyer['birth_date']))}, {buyer['birth_place']}"),
        (_("Address"), f"{buyer['street']}, {buyer['postcode']} {buyer['commune']}"),
        (_("E-mail"), buyer["email"]),
        (_("Telephone"), telephone(buyer["phone"])),
        (_("Second buyer"), _co_buyer(buyer.get("co_buyer"))),
    ]
    return [row for row in rows if row[1]]


def _co_buyer(who: Mapping[str, Any] | None) -> str:
    if not who:
        return ""
    known = (who.get("street"), who.get("town"), who["email"])
    return ", ".join(filter(None, (f"{who['first_name']} {who['last_name']}", *known)))


def version_rows(deal: Deal) -> list[tuple[str, str]]:
    """Return the data the price was made from, as rows of (label, version)."""
    made = deal.versions
    rows = [
        (_("Price list"), made.catalogue.partition(":")[0]),
        (_("Taxes"), made.taxes),
        (_("Conditions"), made.terms),
        (_("Credit"), made.rates),
        (_("Legal texts"), made.texts),
        (_("Valuation"), made.trade_in),
    ]
    return [row for row in rows if row[1]]
