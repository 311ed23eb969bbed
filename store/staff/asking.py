"""Read the filters of the list of orders from the address."""

from collections.abc import Mapping
from datetime import date

from flask import request

from store.catalogue.brands import BRANDS
from store.desk.wording import STATES, TERMS
from store.staff.ledger import Filters


MOST_SIGNS = 60


def asked() -> Filters:
    """Read the filters from the address; what is no filter filters nothing."""
    args = request.args
    return Filters(
        state=_known(args.get("state"), STATES),
        brand=_known(args.get("brand"), BRANDS),
        dealer=args.get("dealer", "")[:24],
        terms=_known(args.get("terms"), TERMS),
        words=args.get("words", "").strip()[:MOST_SIGNS],
        since=args.get("since", None, date.fromisoformat),
        until=args.get("until", None, date.fromisoformat),
        page=max(1, min(args.get("page", 1, int), 10_000)),
    )


def _known(value: str | None, table: Mapping[str, object]) -> str:
    return value if value and value in table else ""
