"""The facts of a purchase order as labelled, written values in the document's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from store.gateways.purchase_order import FactLine, PurchaseOrder


@dataclass(frozen=True)
class Writer:
    """Writes values in the language and currency of one document.

    A contract keeps its own language, so the language of the running request, which
    `store.formats` follows, does not apply here.
    """

    language: str
    currency: str

    def euros(self, cents: int) -> str:
        """28 150,00 € with the thousands apart by U+202F and a real minus sign."""
        amount = Decimal(abs(cents)) / 100
        text = format_currency(amount, self.currency, locale=self.language)
        return f"\u2212\u202f{text}" if cents < 0 else text

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        return format_decimal(value, locale=self.language)

    def day(self, value: date) -> str:
        """21 novembre 2026."""
        return format_date(value, "d MMMM y", locale=self.language)

    def month(self, value: date) -> str:
        """Janvier 2027, as the language writes it."""
        return format_date(value, "MMMM y", locale=self.language)


def _facts(word: Callable[[str], str], *rows: tuple[str, str]) -> list[FactLine]:
    return [FactLine(label=word(label), value=value) for label, value in rows if value]


def seller_facts(order: PurchaseOrder, word: Callable[[str], str]) -> list[FactLine]:
    """Company form, register, tax, insurer and mediator."""
    seller = order.seller
    return _facts(
        word,
        ("Share capital", seller.capital),
        ("RCS", seller.rcs),
        ("VAT number", seller.vat_number),
        ("Professional insurer", seller.insurer),
        ("Consumer mediator", f"{seller.mediator}, {seller.mediator_url}"),
    )


def vehicle_facts(
    order: PurchaseOrder, word: Callable[[str], str], writer: Writer
) -> list[FactLine]:
    """Everything that identifies the car; the VIN only where it has one."""
    car = order.vehicle
    return _facts(
        word,
        ("Make", car.make),
        ("Type", car.type),
        ("Model", car.model),
        ("Version", car.version),
        ("Variant", car.variant),
        ("Model year", str(car.model_year)),
        ("Power", f"{car.power_kw} kW"),
        ("Fiscal power", f"{car.fiscal_cv} CV"),
        ("Doors", str(car.doors)),
        ("Energy", car.energy),
        ("Gearbox", car.gearbox),
        ("Colour", car.colour),
        ("Trim", car.trim),
        ("CO₂ emissions (WLTP)", f"{car.co2_g_km} g/km"),
        ("Mass in running order", f"{writer.number(car.mass_kg)} kg"),
        ("Catalogue", f"{car.catalogue_reference}, {writer.day(car.catalogue_date)}"),
        ("Identification number (VIN)", car.vin),
    )


def delivery_facts(
    order: PurchaseOrder, word: Callable[[str], str], writer: Writer
) -> list[FactLine]:
    """Where, by when, from when."""
    return _facts(
        word,
        ("Place", order.delivery.place),
        ("At the latest in", writer.month(order.delivery.latest_month)),
        ("The buyer accepts delivery from", writer.day(order.delivery.accepted_from)),
    )
