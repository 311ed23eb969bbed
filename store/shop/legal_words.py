"""The legal texts of the day for one journey, in the reader's language, set as French wants."""

from flask_babel import get_locale

from store.desk.typeset import typeset
from store.journeys.situation import Situation
from store.markets import market


def law(key: str, now: Situation) -> str:
    """Return a legal text with the names of seller, car and buyer filled in."""
    language, buyer, home = str(get_locale() or "fr"), now.journey.buyer, now.place
    country = market(now.catalogue.market)
    sold_by = country.seller(now.catalogue.brand)
    text = country.legal(key, language, now.deal.request.ordered_on).filled(
        mediator=sold_by.mediator,
        mediator_url=sold_by.mediator_url,
        seller=sold_by.name,
        address=sold_by.address,
        email=sold_by.email,
        car=f"{now.catalogue.model} {now.summary.version.label}",
        date="",
        buyer=f"{buyer.get('first_name', '')} {buyer.get('last_name', '')}".strip(),
        buyer_address=f"{buyer.get('street', '')}, {home.postcode} {home.commune}",
    )
    return typeset(text) if language == "fr" else text
