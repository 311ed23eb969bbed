"""Read the filters of the list of orders from the address."""

from collections.abc import Mapping
from datetime import date

from flask import request

from store.catalogue.brands import BRANDS
from store.desk.wording import STATES, TERMS
from store.staff.ledger import Filters
from store.typed_numbers import read_count


MOST_SIGNS = 60
YEARS = range(2000, 2200)
"""A day outside these has no orders, and its neighbours or its hours in UTC may not exist."""


def asked() -> Filters:
    """Read the filters from the address; what is no filter filters nothing."""
    args = request.args
    return Filters(
        state=_known(args.get("state"), STATES),
        brand=_known(args.get("brand"), BRANDS),
        dealer=args.get("dealer", "")[:24],
        terms=_known(args.get("terms"), TERMS),
        words=args.get("words", "").strip()[:MOST_SIGNS],
        since=_day(args.get("since", "")),
        until=_day(args.get("until", "")),
        page=max(1, read_count(args.get("page"), 10_000, 1)),
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-12-01") else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None


def _known(value: str | None, table: Mapping[str, object]) -> str:
    return value if value and value in table else ""
