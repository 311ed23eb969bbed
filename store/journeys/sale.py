"""What may not be sold in production: whatever rests on a row marked as invented."""

from flask import current_app

from store.catalogue.brands import BRANDS
from store.config import Settings
from store.journeys.terms import Terms
from store.markets import market


SELLER, TERMS = "seller", "terms"


def closed_reason(brand: str, terms: Terms | None = None, country: str = "FR") -> str | None:
    """Return which row closes a sale, "seller" or "terms", or None where it is open.

    A lender's invented offers never enter a price in production (`journeys.tables`).
    """
    settings: Settings = current_app.extensions["settings"]
    if not settings.production:
        return None
    if market(country).seller(brand).demonstration:
        return SELLER
    return TERMS if terms is not None and terms.demonstration else None


def closed_sales(country: str = "FR") -> dict[str, str]:
    """Return the brands that cannot be ordered here, each with the row that closes it."""
    reasons = {key: closed_reason(key, country=country) for key in BRANDS}
    return {key: reason for key, reason in reasons.items() if reason}
