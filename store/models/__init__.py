"""The tables, one file a subject."""

from store.models.accounts import Account, LoginSession, OneTimeCode
from store.models.car_pictures import CarPicture
from store.models.catalogue import CatalogueVersion, Reservation, StockVehicle
from store.models.day_seals import DaySeal
from store.models.dealers import Dealer
from store.models.employees import Employee, HrImport
from store.models.journeys import Journey
from store.models.law import LawImport
from store.models.offers import NamedOffer
from store.models.orders import DealerOffer, Order, OrderDocument, OrderEvent
from store.models.outbox import Heartbeat, OutboxMessage
from store.models.papers import Paper, PaperFile
from store.models.part_exchanges import PartExchange
from store.models.payments import Payment, PaymentEvent
from store.models.refused_forms import RefusedForm
from store.models.signing_links import SigningLink
from store.models.test_drives import DriveRequest


__all__ = [
    "Account",
    "CarPicture",
    "CatalogueVersion",
    "DaySeal",
    "Dealer",
    "DealerOffer",
    "DriveRequest",
    "Employee",
    "Heartbeat",
    "HrImport",
    "Journey",
    "LawImport",
    "LoginSession",
    "NamedOffer",
    "OneTimeCode",
    "Order",
    "OrderDocument",
    "OrderEvent",
    "OutboxMessage",
    "Paper",
    "PaperFile",
    "PartExchange",
    "Payment",
    "PaymentEvent",
    "RefusedForm",
    "Reservation",
    "SigningLink",
    "StockVehicle",
]
