"""What a visitor may keep of a way to pay before any contract: schedule and information sheet."""

import csv
import io

from flask import Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from financing import Quote, Refusal, information_sheet, quote_id
from store.extensions import db, limiter
from store.formats import major_units
from store.gateways.press import print_sheet
from store.journeys.situation import Situation
from store.markets import market
from store.shop.credit_sheet import credit_sheet, heads
from store.shop.pages import MARKET
from store.shop.steps import here, pages


WAYS = "any(loan, balloon, loa, lld)"


@pages.get(f"/journeys/<journey_id>/finance/<{WAYS}:product>/schedule.csv")
def schedule(journey_id: str, product: str) -> ResponseReturnValue:
    """Download every payment of a way to pay, for a spreadsheet of the visitor's language."""
    quoted, french = _quoted(here(journey_id, "finance"), product), _language() == "fr"
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";" if french else ",")
    lines.writerow(heads())
    for row in quoted.schedule:
        amounts = (row.payment_cents, row.interest_cents, row.principal_cents, row.balance_cents)
        shown = (major_units(cents).replace(".", "," if french else ".") for cents in amounts)
        lines.writerow((row.due.isoformat(), *shown))
    # The mark in front tells spreadsheets that the accents are UTF-8.
    name = f"{product}-{quote_id(quoted)}.csv"
    return _file(f"\ufeff{text.getvalue()}".encode(), "text/csv", name)


@pages.get(f"/journeys/<journey_id>/finance/<{WAYS}:product>/sheet.pdf")
@limiter.limit("20/minute")
def sheet(journey_id: str, product: str) -> ResponseReturnValue:
    """Download the information sheet of a credit with its schedule; a rental has none."""
    now = here(journey_id, "finance")
    quoted, brand = _quoted(now, product), now.catalogue.brand
    sold_by = market(MARKET).seller(brand)
    parts = information_sheet(quoted, f"{sold_by.name}, {sold_by.address}")
    if isinstance(parts, Refusal):
        abort(404)
    words = credit_sheet(quoted, parts, sold_by, brand, _language())
    db.session.rollback()  # no connection is kept while it is printed
    content = print_sheet(words)
    return _file(content, "application/pdf", f"{product}-{quote_id(quoted)}.pdf")


def _quoted(now: Situation, product: str) -> Quote:
    found = now.quotes.get(product)
    if not isinstance(found, Quote):
        abort(404)
    return found


def _language() -> str:
    return "fr" if str(get_locale() or "fr").startswith("fr") else "en"


def _file(content: bytes, media_type: str, name: str) -> Response:
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
