"""The first half of a played purchase: a buyer configures a car and answers every step."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from store.catalogue.shelf import active_range, view_of
from store.clock import PARIS
from store.demo.answers import Buyer
from store.demo.draws import Draw
from store.extensions import db, transaction
from store.journeys.answer import adopt, answer, choose_dealer
from store.journeys.begin import Beginning, begin
from store.journeys.choose import choose
from store.markets import market, nearest
from store.models import Account, Dealer, Journey


WISHES = ("color", "wheels", "pack")


@dataclass(frozen=True)
class Play:
    """One purchase being played: the numbers that decide it, who buys, and when it begins."""

    draw: Draw
    who: Buyer
    at: datetime

    @property
    def on(self) -> date:
        """The buyer's day."""
        return self.at.astimezone(PARIS).date()


def play_journey(one: Play) -> str:
    """Configure a car, answer every step and return the journey's id."""
    catalogue = one.draw.one("model", active_range("FR", one.on))
    version = one.draw.one("version", catalogue.versions).option
    start = Beginning(market="FR", brand=catalogue.brand, slug=catalogue.slug, version=version)
    key = begin(start, one.on, one.at)
    journey = db.session.get_one(Journey, key)
    for group in catalogue.groups:
        wish = one.draw.one(group.id, group.options).id
        if group.id in WISHES and _free(journey, wish):
            journey = choose(key, wish, wanted=True, at=one.at).journey
    for section, values in one.who.answers.items():
        answer(key, section, values, one.at)
    choose_dealer(key, _nearest(catalogue.brand, one.who).id, one.at)
    adopt(key, _account(one).id, one.at)
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
