"""A quote file: which offers, under which law, and the request they are asked with."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from financing.errors import BadData
from financing.law import CreditLaw
from financing.law_file import read_law
from financing.offers import Offer
from financing.offers_file import read_offers
from financing.quotes import Quote
from financing.quoting import quote
from financing.reading import Reader, read_from
from financing.refusals import Refusal
from financing.request import QuoteRequest


_DATES = {"start", "first_due", "quoted_on"}
_DEFAULTS: dict[str, object] = {
    "first_due": None,
    "insurance": False,
    "quoted_on": None,
    "residual_base_cents": None,
}


def quotes_of(document: Reader, folder: Path) -> list[Quote | Refusal]:
    """Quote the offers a file asks for.

    Args:
        document: The file.
        folder: What its paths are relative to.

    Raises:
        BadData: The file, its offers or its law are wrong.
    """
    offers = read_from(folder / document.text("offers"), read_offers)
    law = read_from(folder / document.text("law"), read_law)
    key = document.text("offer", "")
    request = _request(Reader("request", document.take("request")))
    document.done()
    return _answers(request, [offer for offer in offers if key in {"", offer.key}], law)


def _answers(request: QuoteRequest, offers: list[Offer], law: CreditLaw) -> list[Quote | Refusal]:
    suited = [offer for offer in offers if offer.product == request.product]
    if not suited:
        raise BadData("offers", f"none is a {request.product} of that name")
    return [quote(request, offer, law) for offer in suited]


def _request(reader: Reader) -> QuoteRequest:
    values: dict[str, Any] = {}  # `quote` checks them
    for entry in fields(QuoteRequest):
        if entry.name in _DEFAULTS and not reader.has(entry.name):
            values[entry.name] = _DEFAULTS[entry.name]
            continue
        value = reader.take(entry.name)
        values[entry.name] = day_of(reader, entry.name, value) if entry.name in _DATES else value
    reader.done()
    return QuoteRequest(**values)


def day_of(reader: Reader, key: str, value: object) -> date | None:
    """Return a day as it is written in a file, None for none; raises BadData."""
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise reader.wrong(key, f"{value!r} is not a date like 2026-11-20") from error
