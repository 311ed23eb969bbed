"""The first half of a played purchase: a buyer configures a car and answers every step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from store.catalogue.shelf import active_range, view_of
from store.clock import PARIS
from store.demo.answers import Buyer
from store.demo.draws import Draw
from store.employees.activation import activate
from store.extensions import db, transaction
from store.journeys.answer import adopt, answer, choose_dealer
from store.journeys.begin import Beginning, begin, begin_from_stock
from store.journeys.choose import choose
from store.journeys.situation import Situation
from store.markets import market, nearest
from store.models import Account, Dealer, Journey, Reservation, StockVehicle
from store.orders.draft import draft_of
from store.orders.drafted import Draft
from store.orders.paper.context import Language


WISHES = ("color", "wheels", "pack")


Drafting = Callable[[Situation, Language, datetime], Draft]


@dataclass(frozen=True)
class Play:
    """One purchase being played: the numbers that decide it, who buys, and when it begins.

    `from_stock` takes a car that is built already; `undertaking` is what an employee ticked, empty
    for the public; `draft` lays out the purchase order.
    """

    draw: Draw
    who: Buyer
    at: datetime
    from_stock: bool = False
    undertaking: str = ""
    draft: Drafting = draft_of

    @property
    def on(self) -> date:
        """The buyer's day."""
        return self.at.astimezone(PARIS).date()


def play_journey(one: Play) -> str:
    """Choose a car, answer every step and return the journey's id."""
    key = _begin_from_stock(one) if one.from_stock else _configure(one)
    for section, values in one.who.answers.items():
        answer(key, section, values, one.at)
    journey = db.session.get_one(Journey, key)
    if journey.dealer_id is None:
        choose_dealer(key, _nearest(journey.brand, one.who).id, one.at)
    account = _account(one)
    if one.undertaking:
        activate(key, account, one.undertaking, one.at)
    else:
        adopt(key, account.id, one.at)
    return key


def _begin_from_stock(one: Play) -> str:
    held = select(Reservation.vehicle_id).where(Reservation.released_at.is_(None))
    here = select(StockVehicle).where(StockVehicle.reduced_on <= one.on)
    free = here.where(StockVehicle.sold_at.is_(None), StockVehicle.id.not_in(held))
    cars = db.session.scalars(free.order_by(StockVehicle.vin)).unique().all()
    return begin_from_stock(one.draw.one("stock", cars), None, one.at)


def _configure(one: Play) -> str:
    catalogue = one.draw.one("model", active_range("FR", one.on))
    version = one.draw.one("version", catalogue.versions).option
    start = Beginning(market="FR", brand=catalogue.brand, slug=catalogue.slug, version=version)
    key = begin(start, one.on, one.at)
    journey = db.session.get_one(Journey, key)
    for group in catalogue.groups:
        wish = one.draw.one(group.id, group.options).id
        if group.id in WISHES and _free(journey, wish):
            journey = choose(key, wish, wanted=True, at=one.at).journey
    return key


def _free(journey: Journey, wish: str) -> bool:
    seen = view_of(journey.catalogue_hash, frozenset(journey.decisions.items()))
    return seen.options[wish].state == "selectable"


def _nearest(brand: str, who: Buyer) -> Dealer:
    home = who.answers["place"]
    found = select(Dealer).where(Dealer.brand == brand, Dealer.closed_at.is_(None))
    here = market("FR").place(home["postcode"], home["insee"])
    return nearest(here, list(db.session.scalars(found)))[0].what


def _account(one: Play) -> Account:
    found = db.session.scalar(select(Account).where(Account.email == one.who.email))
    if found is None:
        found = Account(email=one.who.email, role="customer", name=one.who.name, created_at=one.at)
        with transaction():
            db.session.add(found)
    return found
