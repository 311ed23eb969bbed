"""Lender offers from an authored TOML file, checked before anything is quoted from them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast, get_args

from financing.errors import BadData
from financing.offer_checks import check_offer_terms
from financing.offers import FeeTime, Offer, Product
from financing.plans import MAX_INSTALMENTS
from financing.reading import Reader, read_toml
from financing.residuals import ResidualTable, read_residual


def read_offers(text: str) -> tuple[Offer, ...]:
    """Read lender offers and residual values from TOML.

    Args:
        text: A document of `[[residual]]` tables and `[[offer]]` tables that name them.

    Raises:
        BadData: Anything missing, unknown, out of range or contradictory, with its place.
    """
    document = read_toml(text)
    tables: dict[str, ResidualTable] = {}
    for reader in document.tables("residual") if document.has("residual") else ():
        table = read_residual(reader)
        if tables.setdefault(table.key, table) is not table:
            raise BadData(reader.place, f"{table.key} is given twice")
    offers: dict[str, Offer] = {}
    for reader in document.tables("offer"):
        offer = _read_offer(reader, tables)
        if offers.setdefault(offer.key, offer) is not offer:
            raise BadData(reader.place, f"{offer.key} is given twice")
    document.done()
    return tuple(offers.values())


def _read_offer(reader: Reader, tables: Mapping[str, ResidualTable]) -> Offer:
    has_insurance, has_services = reader.has("insurance_percent_month"), reader.has("services")
    offer = Offer(
        key=reader.text("key"),
        lender=reader.text("lender"),
        brand=reader.text("brand"),
        product=cast("Product", _one_of(reader, "product", get_args(Product))),
        rates=_rates(Reader(f"{reader.place}.rates", reader.take("rates"))),
        min_cents=reader.whole("min_cents"),
        max_cents=reader.whole("max_cents"),
        valid_from=reader.day("valid_from"),
        valid_until=reader.day("valid_until"),
        demonstration=reader.flag("demonstration"),
        source=reader.text("source"),
        fee_cents=reader.whole("fee_cents", 0),
        fee_when=cast("FeeTime", _one_of(reader, "fee_when", get_args(FeeTime), "upfront")),
        option_fee_cents=reader.whole("option_fee_cents", 0),
        first_rental_percent=reader.percent("first_rental_percent", Decimal(0)),
        instalments_less=reader.whole("instalments_less", 0),
        final_gap=reader.whole("final_gap", 0),
        interest_only=reader.whole("interest_only", 0),
        change_after=reader.whole("change_after", 0),
        later_percent=reader.percent("later_percent", Decimal(0)),
        adjust_last=reader.flag("adjust_last", default=True),
        residuals=_residuals(reader, tables),
        services_cents=reader.whole("services_cents", 0),
        services=reader.sentence("services") if has_services else {},
        insurance_percent_month=reader.percent("insurance_percent_month")
        if has_insurance
        else None,
        insurance_compulsory=reader.flag("insurance_compulsory", default=False),
        excess_km_cents=reader.whole("excess_km_cents", 0),
        deferral_months=reader.whole("deferral_months", 3),
        new_only=reader.flag("new_only", default=False),
    )
    reader.done()
    check_offer_terms(offer, reader.place)
    return offer


def _one_of(reader: Reader, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    value = reader.text(key, default)
    if value not in allowed:
        raise reader.wrong(key, f"{value!r} is not one of {', '.join(allowed)}")
    return value


def _rates(reader: Reader) -> dict[int, Decimal]:
    rates = {}
    for key in reader.names():
        if not (key.isascii() and key.isdigit() and 1 <= int(key[:4]) <= MAX_INSTALMENTS):
            raise reader.wrong(key, "a duration is a number of months from 1 to 480")
        rates[int(key)] = reader.percent(key)
    if not rates:
        raise BadData(reader.place, "at least one duration is needed")
    return rates


def _residuals(reader: Reader, tables: Mapping[str, ResidualTable]) -> dict[str, ResidualTable]:
    if not reader.has("residuals"):
        return {}
    named = {}
    for key in reader.rows("residuals"):
        if not isinstance(key, str) or key not in tables:
            raise reader.wrong("residuals", f"no residual table {key!r}")
        named[key] = tables[key]
    return named
