"""The French pack."""

from datetime import date
from functools import cache, partial

from store.markets.aid import co2_class, ev_aid_estimate
from store.markets.dated import pick
from store.markets.geography import place, places
from store.markets.hours import public_holidays, usual_opening
from store.markets.identifiers import Plate, Siren, Vin, vat_number
from store.markets.law import french_law, known_until
from store.markets.pack import Market
from store.markets.rows import PayrollRow
from store.markets.settings import market_settings
from store.markets.taxes import known_taxes, taxes_in_region
from store.markets.telephones import phone
from store.markets.texts import legal, legal_keys, seller, texts_version


def _vat_percent(region: str, on: date) -> str:
    return french_law().vat_on(region, on).percent


def _employee_limit(on: date) -> PayrollRow:
    return pick(french_law().payroll, on, "payroll")


@cache
def france() -> Market:
    """Return the pack, made once."""
    return Market(
        **market_settings("FR"),
        regions=french_law().names,
        taxes_in_region=taxes_in_region,
        known_taxes=known_taxes,
        vat_percent=_vat_percent,
        tables=lambda: french_law().tables(),
        known_until=lambda: known_until(french_law()),
        employee_limit=_employee_limit,
        places=places,
        place=place,
        legal=legal,
        legal_keys=legal_keys,
        texts_version=texts_version,
        seller=seller,
        opening=usual_opening,
        public_holidays=partial(public_holidays, "FR"),
        plate=lambda text: Plate.parse(text).text,
        vin=lambda text: Vin.parse(text).text,
        company=lambda text: Siren.parse(text).text,
        vat_number=vat_number,
        phone=phone,
        ev_aid_estimate=ev_aid_estimate,
        co2_class=co2_class,
    )
