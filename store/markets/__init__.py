"""A country's dated rules: taxes, legal texts, places, identifiers, business hours. Pure.

Figures live in ``fr/*.toml`` with their source and days in force; a day without a verified row
raises `UnknownLaw` and is never answered with an older rule.
"""

from store.markets.aid import AidEstimate, co2_class, ev_aid_estimate
from store.markets.country import Market, market
from store.markets.errors import BrokenTable, Invalid, MarketError, UnknownLaw
from store.markets.geography import Near, Place, distance_km, nearest, place, places
from store.markets.hours import Opening, business_deadline, public_holidays, usual_opening
from store.markets.identifiers import Plate, Siren, Vin, dialled, phone
from store.markets.law import faults, french_law, known_until
from store.markets.papers import (
    PaperRule,
    paper_label,
    paper_retention,
    papers_asked,
)
from store.markets.tax_line import Taxes, TaxLine
from store.markets.taxes import registration_taxes, taxes_in_region
from store.markets.texts import LegalText, Seller, legal, legal_keys, seller, texts_version
from store.markets.vehicle import Energy, Household, TaxedVehicle, taxed_energy


__all__ = [
    "AidEstimate",
    "BrokenTable",
    "Energy",
    "Household",
    "Invalid",
    "LegalText",
    "Market",
    "MarketError",
    "Near",
    "Opening",
    "PaperRule",
    "Place",
    "Plate",
    "Seller",
    "Siren",
    "TaxLine",
    "TaxedVehicle",
    "Taxes",
    "UnknownLaw",
    "Vin",
    "business_deadline",
    "co2_class",
    "dialled",
    "distance_km",
    "ev_aid_estimate",
    "faults",
    "french_law",
    "known_until",
    "legal",
    "legal_keys",
    "market",
    "nearest",
    "paper_label",
    "paper_retention",
    "papers_asked",
    "phone",
    "place",
    "places",
    "public_holidays",
    "registration_taxes",
    "seller",
    "taxed_energy",
    "taxes_in_region",
    "texts_version",
    "usual_opening",
]
