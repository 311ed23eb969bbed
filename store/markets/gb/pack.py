"""The British pack as a `Market`."""

from functools import cache, partial

from store.markets.gb.identifiers import company, phone, plate, vat_number
from store.markets.gb.law import british_law
from store.markets.gb.postcodes import place, places
from store.markets.gb.taxes import NATIONS, known_taxes, taxes_in_nation, vat_percent
from store.markets.hours import public_holidays, usual_opening
from store.markets.identifiers import Vin
from store.markets.pack import Market
from store.markets.settings import market_settings
from store.markets.texts import legal, legal_keys, seller, texts_version


@cache
def great_britain() -> Market:
    """Return the pack, made once."""
    return Market(
        **market_settings("GB"),
        regions=NATIONS,
        taxes_in_region=taxes_in_nation,
        known_taxes=known_taxes,
        vat_percent=vat_percent,
        tables=lambda: british_law().tables(),
        known_until=lambda: british_law().known_until(),
        employee_limit=None,
        places=places,
        place=place,
        legal=partial(legal, country="GB"),
        legal_keys=partial(legal_keys, "GB"),
        texts_version=partial(texts_version, country="GB"),
        seller=partial(seller, country="GB"),
        opening=partial(usual_opening, "GB"),
        public_holidays=partial(public_holidays, "GB-ENG"),
        plate=plate,
        vin=lambda text: Vin.parse(text).text,
        company=company,
        vat_number=vat_number,
        phone=phone,
        ev_aid_estimate=None,
        co2_class=None,
    )
