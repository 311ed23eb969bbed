"""What one purchase order is written with: the situation, the buyer, the dealer, the language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from babel.dates import format_date

from store.journeys.deal import Deal
from store.journeys.lines import DealLine
from store.journeys.situation import Situation
from store.markets import Market, Seller, market
from store.models import Dealer
from store.orders.paper.words import WORDS


Language = Literal["fr", "en"]


@dataclass(frozen=True)
class Paper:
    """What every part of one purchase order is written with."""

    now: Situation
    buyer: Mapping[str, Any]
    dealer: Dealer
    language: Language
    at: datetime
    public_url: str
    verification_id: str
    test_trust: bool

    def word(self, key: str, **values: object) -> str:
        """Return one of the document's own words."""
        return WORDS[self.language][key].format(**values)

    def law(self, key: str) -> str:
        """Return a legal text in force on the day of the order, its names filled in."""
        sold_by, who = self.seller, self.buyer
        text = self.market.legal(key, self.language, self.deal.request.ordered_on)
        return text.filled(
            mediator=sold_by.mediator,
            mediator_url=sold_by.mediator_url,
            seller=sold_by.name,
            address=sold_by.address,
            email=sold_by.email,
            car=f"{self.now.catalogue.model} {self.now.summary.version.label}",
            date="",
            taxes=self.taxes(
                self.deal.unknown if key == "unknown_taxes" else self.deal.provisional
            ),
            months=str(self.deal.request.terms.holding_months),
            buyer=f"{who['first_name']} {who['last_name']}",
            buyer_address=f"{who['street']}, {who['postcode']} {who['commune']}",
        )

    def taxes(self, lines: Iterable[DealLine]) -> str:
        """Name some taxes, each once."""
        return ", ".join(dict.fromkeys(line.label[self.language] for line in lines))

    @property
    def withdraw_url(self) -> str:
        """Where the buyer withdraws online."""
        return f"{self.public_url}/withdraw"

    @property
    def verification_url(self) -> str:
        """Where anybody who holds the document sees whether it is the true one."""
        return f"{self.public_url}/verification/{self.verification_id}"

    @property
    def deal(self) -> Deal:
        """The one price."""
        return self.now.deal

    @property
    def seller(self) -> Seller:
        """Who sells."""
        return self.market.seller(self.now.catalogue.brand)

    @property
    def market(self) -> Market:
        """Whose law it is."""
        return market(self.deal.request.market)

    def day(self, value: date) -> str:
        """Return a day in words."""
        return format_date(value, "long", locale=self.language)
