"""Orders in named states, built through the store's own verbs.

Each needs an application context whose database holds what the demonstration holds: a catalogue
version, dealers of the brand, and members of the staff.
"""

import warnings
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select
from typing_extensions import TypedDict, Unpack

from esign import Consent, prepare
from store.extensions import db, transaction
from store.gateways.pdf import render_purchase_order
from store.gateways.purchase_order_words import role_labels
from store.gateways.registry import gateways
from store.gateways.sandbox_cards import CardEntry
from store.journeys.deal import Deal, make_deal
from store.journeys.request import CarItem, DealRequest, Delivery
from store.markets import TaxedVehicle
from store.markets.geography import places
from store.models import (
    Account,
    CatalogueVersion,
    Dealer,
    Journey,
    Order,
    OutboxMessage,
    StockVehicle,
)
from store.orders.accept import accept
from store.orders.codes import send_code
from store.orders.deliver import deliver
from store.orders.freeze import Draft, freeze
from store.orders.pay import Urls, open_deposit
from store.orders.refuse import refuse
from store.orders.settle import settle
from store.orders.sign import sign
from tests.people import person
from tests.store.gateways.purchase_orders import a_purchase_order


MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = MOMENT.date()
BRAND = "peugeot"
BUYER = "claire.morel@example.fr"
HOME = places("75015")[0]
CONSENT = Consent(
    name="Claire Morel",
    sentence="Je commande ce véhicule aux conditions du bon de commande.",
    button="Commander avec obligation de paiement",
    method="code envoyé à c•••l@example.fr",
)
DEALER_CONSENT = Consent(
    name="Paris Grenelle",
    sentence="Nous acceptons cette commande.",
    button="Accepter la commande",
    method="connexion du point de vente",
)
CARD = CardEntry(number="4242 4242 4242 4242", expiry="12/30", cvc="123")
URLS = Urls(
    success="https://volant.example/back",
    cancel="https://volant.example/again",
    description="Acompte",
)


class Wishes(TypedDict, total=False):
    """What a test may want of an order; all of it has a default."""

    email: str
    terms: str
    vehicle: StockVehicle | None
    extra_cents: int
    at: datetime


def dealers(brand: str = BRAND) -> list[Dealer]:
    """Return the open dealers of a brand by key."""
    wanted = Dealer.brand == brand, Dealer.closed_at.is_(None)
    return list(db.session.scalars(select(Dealer).where(*wanted).order_by(Dealer.key)))


def a_deal(extra_cents: int = 0, on: date = TODAY) -> Deal:
    """Return a plain deal of a Peugeot 208 bought in cash."""
    car = CarItem(
        option="version.allure",
        label={"fr": "208 Allure", "en": "208 Allure"},
        cents=2_450_000 + extra_cents,
        kind="car",
        reason="base",
    )
    return make_deal(
        DealRequest(
            brand=BRAND,
            model="208",
            catalogue="c" * 64,
            edition="peugeot-2026-11",
            items=(car,),
            vehicle=TaxedVehicle(co2_g=127, mass_kg=1165, fiscal_cv=5, energy="petrol"),
            place=HOME,
            delivery=Delivery(
                kind="dealer", dealer_key="grenelle", dealer_name="Grenelle", region=HOME.region
            ),
            ordered_on=on,
            registration_month=on,
            texts_version="FR-texts@2026-11-20",
        )
    )


def a_journey(
    deal: Deal,
    *,
    email: str = BUYER,
    terms: str = "public",
    vehicle: StockVehicle | None = None,
    at: datetime = MOMENT,
) -> str:
    """Save a reviewed journey of a buyer at the first dealer of the brand; returns its id."""
    chosen = vehicle.dealer_id if vehicle else dealers()[0].id
    of_brand = select(CatalogueVersion.hash).where(CatalogueVersion.brand == BRAND)
    journey = Journey(
        brand=BRAND,
        catalogue_hash=db.session.scalars(of_brand).first(),
        account_id=person(email).id,
        dealer_id=chosen,
        stock_vehicle_id=vehicle.id if vehicle else None,
        terms=terms,
        reviewed_sha256=deal.sha256,
        created_at=at,
        updated_at=at,
    )
    with transaction():
        db.session.add(journey)
    return journey.id


@cache
def prepared_pdf(order_json: bytes, *, co_signed: bool = False) -> bytes:
    """Return a purchase order with its signature fields, printed once for each deal."""
    wanted = a_purchase_order(order_json=order_json, co_signed=co_signed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its ICC profile open
        printed = render_purchase_order(wanted)
    return prepare(printed, wanted.signature_fields(role_labels(wanted.language)))


def a_draft(deal: Deal, buyer: Mapping[str, Any] | None = None) -> Draft:
    """Return what a buyer is about to sign."""
    said = {
        "first_name": "Claire",
        "last_name": "Morel",
        "street": "3 rue des Lilas",
        "postcode": HOME.postcode,
        "commune": HOME.commune,
        "email": BUYER,
        "phone": "+33612345678",
        "name": "Claire Morel",
    }
    return Draft(
        deal=deal,
        buyer=buyer or said,
        summary={"car": "208 Allure", "commune": HOME.commune},
        delivery_by=date(2027, 2, 28),
        render=lambda _number: prepared_pdf(
            deal.canonical(), co_signed="co_buyer" in (buyer or said)
        ),
    )


def a_ready_order(
    *,
    email: str = BUYER,
    terms: str = "public",
    vehicle: StockVehicle | None = None,
    extra_cents: int = 0,
    at: datetime = MOMENT,
) -> Order:
    """An order frozen for signature."""
    deal = a_deal(extra_cents, at.date())
    journey_id = a_journey(deal, email=email, terms=terms, vehicle=vehicle, at=at)
    return freeze(journey_id, a_draft(deal), at)


def sent_secret(order_id: str, letter: str, name: str) -> str:
    """Read a secret from the latest letter of a kind that is owed for an order."""
    row = db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.order_id == order_id, OutboxMessage.key.startswith(f"mail:{letter}"))
        .order_by(OutboxMessage.created_at.desc())
    ).first()
    assert row is not None
    secret: str = row.payload["secrets"][name]
    return secret


def sent_code(order_id: str) -> str:
    """Read the latest code sent for an order."""
    return sent_secret(order_id, "code:", "code")


def a_signed_order(**wishes: Unpack[Wishes]) -> Order:
    """An order the buyer has signed."""
    order = a_ready_order(**wishes)
    at = order.created_at + timedelta(minutes=1)
    send_code(order.id, at)
    return sign(order.id, sent_code(order.id), CONSENT, at + timedelta(minutes=1))


def pay_card(checkout_id: str, at: datetime) -> None:
    """Pay as the customer does on the card page of the local twin."""
    provider = gateways().payments
    provider.counter.pay(checkout_id, CARD, at)


def a_paid_order(**wishes: Unpack[Wishes]) -> Order:
    """An order whose deposit is held: before a dealer, or waiting for approval."""
    order = a_signed_order(**wishes)
    at = order.created_at + timedelta(minutes=3)
    payment = open_deposit(order.id, URLS, at)
    pay_card(payment.checkout_id, at)
    settle(payment.checkout_id, at + timedelta(minutes=1))
    return db.session.get_one(Order, order.id)


def an_offered_order(**wishes: Unpack[Wishes]) -> Order:
    """An order before the dealer the customer chose."""
    return a_paid_order(**wishes)


def an_order_for_approval(**wishes: Unpack[Wishes]) -> Order:
    """An employee sale that waits for a second person."""
    return a_paid_order(**{**wishes, "terms": "employee"})


def a_seller(dealer: Dealer) -> Account:
    """Return an account of a dealer."""
    return person(f"seller-{dealer.key}@dealers.example", "dealer", dealer_id=dealer.id)


def a_refused_order(**wishes: Unpack[Wishes]) -> Order:
    """An order its first dealer refused, so that it is before the next one, or unplaced."""
    order = an_offered_order(**wishes)
    at = order.created_at + timedelta(minutes=30)
    refuse(order.id, order.dealer_id, a_seller(order.dealer).id, "No car in time", at)
    return db.session.get_one(Order, order.id)


def an_accepted_order(**wishes: Unpack[Wishes]) -> Order:
    """An order its dealer has accepted."""
    order = an_offered_order(**wishes)
    at = order.created_at + timedelta(minutes=30)
    return accept(order.id, order.dealer_id, a_seller(order.dealer).id, DEALER_CONSENT, at)


def a_delivered_order(**wishes: Unpack[Wishes]) -> Order:
    """An order whose car was handed over thirty days after it was frozen."""
    order = an_accepted_order(**wishes)
    at = order.created_at + timedelta(days=30)
    return deliver(order.id, order.dealer_id, a_seller(order.dealer).id, at)
