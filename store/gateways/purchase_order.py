"""The purchase order as plain values: everything the printed document has to say.

Amounts are cents including tax. Texts are finished sentences in the document's language; the
renderer adds nothing but its own labels.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from esign import Field, Role


@dataclass(frozen=True, kw_only=True)
class SellerBlock:
    """Who sells, with the mentions of a French commercial document (Code de commerce R123-237)."""

    name: str
    form: str
    capital: str
    rcs: str
    vat_number: str
    address: str
    email: str
    phone: str
    insurer: str
    mediator: str
    mediator_url: str


@dataclass(frozen=True, kw_only=True)
class BuyerBlock:
    """One buyer. `details` are lines such as birth, SIREN or role."""

    name: str
    address: str
    email: str
    phone: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VehicleBlock:
    """The car, every fact the order has to name. `vin` is set for a car from stock only."""

    make: str
    type: str
    model: str
    version: str
    variant: str
    model_year: int
    power_kw: int
    fiscal_cv: int
    doors: int
    energy: str
    gearbox: str
    colour: str
    trim: str
    co2_g_km: int
    mass_kg: int
    catalogue_reference: str
    catalogue_date: date
    vin: str = ""

    @property
    def name(self) -> str:
        """Make and model; "DS 4" is not called "DS DS 4"."""
        return self.model if self.model.startswith(self.make) else f"{self.make} {self.model}"

    @property
    def title(self) -> str:
        """Make, model and version in one line."""
        return f"{self.name} {self.version}"


@dataclass(frozen=True, kw_only=True)
class AmountLine:
    """A line with an amount. `weight`: an ordinary line, a sum, or THE total.

    An `unknown` line is a tax whose rate is not published: it has no amount.
    """

    label: str
    cents: int
    note: str = ""
    weight: Literal["line", "sum", "total"] = "line"
    unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """A label and its value, both ready to print."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A part of the contract: a title, its facts and its paragraphs, in this order."""

    title: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[FactLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeliveryBlock:
    """Where, by the end of which month, and from when the buyer takes the car."""

    place: str
    latest_month: date
    accepted_from: date


@dataclass(frozen=True, kw_only=True)
class DepositBlock:
    """The deposit, always an "acompte", and when it is taken and given back."""

    cents: int
    conditions: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalBlock:
    """The right of withdrawal, its online function and the model form (Code conso. L221-5)."""

    paragraphs: tuple[str, ...]
    online_label: str
    online_url: str
    form_intro: str
    form_lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PurchaseOrder:
    """A whole purchase order.

    Attributes:
        number: Order number.
        language: "fr" or "en".
        brand: Skin key: "peugeot", "citroen" or "ds".
        issued_at: Aware moment of issue; also the date in the file's metadata.
        lines: Every price line up to what is left at delivery, in printing order.
        determining_features: What the buyer declared decisive.
        trade_in: Offer, validity and recheck rule; None without one.
        finance: Lender, conditions and warning; None for cash.
        clauses: Guarantees, mediator, data notice and the rest, as data of the market.
        versions: Catalogue, taxes, terms, rates, texts under which the order was made.
        order_json: Canonical JSON of the Deal; attached, its SHA-256 printed.
        illustration_png: Picture of the car, or empty.
        verification_url: Page that shows the checks of this order, printed with its code; or empty.
        co_signed: Whether a second buyer signs.
        test_trust: Whether the seal is a test one, which the document then says.
    """

    number: str
    language: Literal["fr", "en"]
    brand: str
    brand_name: str
    issued_at: datetime
    seller: SellerBlock
    buyers: tuple[BuyerBlock, ...]
    dealer: str
    vehicle: VehicleBlock
    options: tuple[AmountLine, ...]
    determining_features: tuple[str, ...]
    lines: tuple[AmountLine, ...]
    price_guaranteed_until: date
    deposit: DepositBlock
    delivery: DeliveryBlock
    withdrawal: WithdrawalBlock
    clauses: tuple[Clause, ...]
    versions: tuple[FactLine, ...]
    order_json: bytes
    trade_in: Clause | None = None
    finance: Clause | None = None
    illustration_png: bytes = b""
    verification_url: str = ""
    co_signed: bool = False
    test_trust: bool = True
    currency: str = "EUR"

    @property
    def order_sha256(self) -> str:
        """SHA-256 of the attached order, hexadecimal."""
        return hashlib.sha256(self.order_json).hexdigest()

    @property
    def identity(self) -> str:
        """What the file is known by, 32 characters: another order of the same price is another."""
        named = f"{self.number}\n{self.verification_url}\n".encode() + self.order_json
        return hashlib.sha256(named).hexdigest()[:32]

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who signs, in signing order."""
        return tuple(self._roles())

    def signature_fields(self, labels: dict[Role, str]) -> tuple[Field, ...]:
        """The fields to hand to `esign.prepare`, labelled for assistive technology."""
        return tuple(Field(role, labels[role]) for role in self.roles)

    def _roles(self) -> Iterator[Role]:
        yield Role.BUYER
        if self.co_signed:
            yield Role.CO_BUYER
        yield Role.DEALER
