"""What the form of a test drive offers: cars on sale, dealers near a postcode, open days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import g
from flask_babel import gettext as _
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.journeys.around import Site
from store.journeys.look import CarLook
from store.markets import Invalid, Near, market, nearest
from store.models import Dealer, DriveRequest, StockVehicle
from store.shop.context import brand_here
from store.shop.forecourt import on_sale, standing
from store.shop.forms.drive import DriveForm
from store.shop.pages import MARKET
from store.shop.showroom import Group, showroom
from store.shop.wording import full_name
from store.test_drives.moments import days


SHOWN = 4


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Cars by "brand/model", dealers of the chosen one, days by their ISO text.

    `stock` is the car in stock that is asked for, whose dealer is the only one; `look` the
    illustration of the car.
    """

    models: Mapping[str, str]
    days: Mapping[str, date]
    dealers: tuple[Near[Site], ...]
    stock: StockVehicle | None
    look: CarLook
    problem: Invalid | None

    def complain(self, form: DriveForm) -> None:
        """Say beside the postcode what is wrong with it."""
        if self.problem:
            form.refuse_invalid("postcode", self.problem)

    def fit(self, form: DriveForm) -> bool:
        """Tell whether the chosen dealer is one of those shown; says so beside the field."""
        self.complain(form)
        known = {near.what.dealer.id for near in self.dealers}
        if form.dealer.data not in known and not form.postcode.errors:
            form.refuse("dealer", _("Choose the dealer."))
        return not form.errors


def choices(form: DriveForm, stock_id: str) -> Choices:
    """Give the form its choices, and the page the skin of the chosen brand."""
    on = clock.today()
    first = {_key(group): group for group in reversed(showroom(on))}
    models = {key: _name(group) for key, group in sorted(first.items())}
    stock = _on_sale(stock_id)
    if stock:
        key = f"{stock.brand}/{standing(stock, on).shown.catalogue.slug}"
        models, form.car.data = {key: models[key]}, key
    if form.car.data not in models:
        form.car.data = _usual(models)
    group = first[form.car.data]
    g.brand_key = group.catalogue.brand
    open_days = days(market(MARKET).opening(), on)
    form.offer(models.items(), open_days)
    near, problem = _dealers(form, group.catalogue.brand, stock)
    if near and form.dealer.data not in {one.what.dealer.id for one in near}:
        form.dealer.data = near[0].what.dealer.id
    return Choices(
        models=models,
        days={day.isoformat(): day for day in open_days},
        dealers=near,
        stock=stock,
        look=standing(stock, on).shown.look if stock else group.first.look,
        problem=problem,
    )


def _usual(models: Mapping[str, str]) -> str:
    """Return the first car of the brand seen last, else of all."""
    own = f"{brand_here().key}/"
    return next((key for key in models if key.startswith(own)), next(iter(models)))


def look_of(drive: DriveRequest, on: date) -> CarLook | None:
    """Return the illustration of a test drive's car, None where the model is sold no more."""
    sold = (group for group in showroom(on, drive.brand) if group.catalogue.slug == drive.slug)
    return next((group.first.look for group in sold), None)


def _key(group: Group) -> str:
    return f"{group.catalogue.brand}/{group.catalogue.slug}"


def _name(group: Group) -> str:
    return full_name(group.catalogue)


def _on_sale(stock_id: str) -> StockVehicle | None:
    found = db.session.get(StockVehicle, stock_id) if stock_id else None
    return found if found and on_sale(found, clock.now()) else None


def _dealers(
    form: DriveForm, brand: str, stock: StockVehicle | None
) -> tuple[tuple[Near[Site], ...], Invalid | None]:
    """Return the dealers near the postcode; the one of a car in stock whatever it is."""
    wanted = select(Dealer).where(Dealer.market == MARKET, Dealer.closed_at.is_(None))
    wanted = wanted.where(Dealer.id == stock.dealer_id) if stock else wanted.filter_by(brand=brand)
    sites = [Site(one, one.lat, one.lon) for one in db.session.scalars(wanted)]
    if not form.postcode.data:
        return (), None
    try:
        home = market(MARKET).places(form.postcode.data)[0]
    except Invalid as error:
        return (), error
    return nearest(home, sites)[:SHOWN], None
