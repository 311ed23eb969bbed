"""The legal texts of the day for one journey, in the reader's language, set as French wants."""

import re
from collections.abc import Mapping

from flask_babel import get_locale

from store.journeys.situation import Situation
from store.locale import pick
from store.markets import market


THIN = "\u202f"
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")
BEFORE = re.compile(r" (?=[?!;:](?:\s|$))")


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


def say(text: Mapping[str, str]) -> str:
    """Return a text of the data in the reader's language, typeset."""
    words = pick(dict(text))
    return typeset(words) if str(get_locale() or "fr") == "fr" else words


def typeset(text: str) -> str:
    """Return a text with curved apostrophes and the thin space before high punctuation."""
    return BEFORE.sub(THIN, STRAIGHT.sub("\u2019", text))
