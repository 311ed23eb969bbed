"""A country in which the store sells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from store.markets.aid import AidEstimate, ev_aid_estimate
from store.markets.dated import read_toml
from store.markets.errors import Invalid
from store.markets.geography import Place, places
from store.markets.hours import Opening, usual_opening
from store.markets.identifiers import phone
from store.markets.law import french_law
from store.markets.tax_line import Taxes
from store.markets.taxes import registration_taxes
from store.markets.texts import LegalText, Seller, legal, seller


@dataclass(frozen=True, kw_only=True)
class Market:
    """What differs from country to country, behind one face.

    Attributes:
        key: ISO 3166 code.
        currency: ISO 4217 code.
        languages: The default first.
        timezone: IANA name.
    """

    key: str
    currency: str
    languages: tuple[str, ...]
    timezone: str
    deposit_cents: int
    price_guarantee_months: int
    withdrawal_days: int
    least_age: int
    dealer_clock_minutes: int
    delivery_fee_cents: int
    registration_taxes: Callable[..., Taxes]
    places: Callable[[str], tuple[Place, ...]]
    legal: Callable[[str, str, date], LegalText]
    seller: Callable[[str], Seller]
    opening: Callable[[], Opening]
    phone: Callable[[str], str]
    ev_aid_estimate: Callable[..., AidEstimate]

    def vat_percent(self, region: str, on: date) -> str:
        """Return the VAT of a car handed over in a region, a decimal text; raises UnknownLaw."""
        return french_law().vat_on(region, on).percent


@cache
def market(key: str) -> Market:
    """Return a market by its country code; raises Invalid ``market_unknown``."""
    if key != "FR":
        raise Invalid("market_unknown", f"The store does not sell in the country {key}.")
    figures: Mapping[str, int] = read_toml("fr", "market")["figures"]
    names = read_toml("fr", "market")["market"]
    return Market(
        key=key,
        currency=names["currency"],
        languages=tuple(names["languages"]),
        timezone=names["timezone"],
        **figures,
        registration_taxes=registration_taxes,
        places=places,
        legal=legal,
        seller=seller,
        opening=usual_opening,
        phone=phone,
        ev_aid_estimate=ev_aid_estimate,
    )
