"""A country's dated rules: taxes, legal texts, places, identifiers, business hours. Pure.

`market(key)` is the one way to a country's own rules. Figures live in ``fr/*.toml``, ``gb/*.toml``
with their source and days in force; a day without a verified row raises `UnknownLaw` and is never
answered with an older rule.
"""

from store.markets.aid import AidEstimate, IncomeBand
from store.markets.country import MARKETS, market
from store.markets.errors import BrokenTable, Invalid, MarketError, UnknownLaw
from store.markets.geography import Near, Place, distance_km, nearest
from store.markets.hours import Opening, business_deadline
from store.markets.pack import Market
from store.markets.papers import (
    PaperRule,
    paper_label,
    paper_retention,
    paper_rules,
    papers_asked,
    retention_rows,
)
from store.markets.soundness import all_tables, faults, verified_until
from store.markets.tax_line import Taxes, TaxLine, is_provisional, unknown_table
from store.markets.telephones import dialled
from store.markets.texts import LegalText, Seller
from store.markets.vehicle import Energy, Household, TaxedVehicle, taxed_energy


__all__ = [
    "MARKETS",
    "AidEstimate",
    "BrokenTable",
    "Energy",
    "Household",
    "IncomeBand",
    "Invalid",
    "LegalText",
    "Market",
    "MarketError",
    "Near",
    "Opening",
    "PaperRule",
    "Place",
    "Seller",
    "TaxLine",
    "TaxedVehicle",
    "Taxes",
    "UnknownLaw",
    "all_tables",
    "business_deadline",
    "dialled",
    "distance_km",
    "faults",
    "is_provisional",
    "market",
    "nearest",
    "paper_label",
    "paper_retention",
    "paper_rules",
    "papers_asked",
    "retention_rows",
    "taxed_energy",
    "unknown_table",
    "verified_until",
]
