"""Orders with a car given in exchange, and the people who look at it and answer."""

import io
from dataclasses import dataclass, replace
from datetime import date

from PIL import Image

from esign import sha256_hex
from store import clock
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.journeys.appraisal import appraise, firm_trade_in
from store.journeys.deal import make_deal
from store.journeys.tables import tables
from store.journeys.trade_in_values import asked_pictures, kept_answers
from store.models import CarPicture, Journey, Order, PartExchange
from store.orders.accept import accept
from store.orders.codes import send_code
from store.orders.freeze import freeze
from store.orders.part_exchange import declared
from store.orders.pay import open_deposit
from store.orders.settle import settle
from store.orders.sign import sign
from store.papers.vault import seal
from store.part_exchange.inspect import Seen, inspect
from store.part_exchange.pictures import keep_picture
from tests.situations import (
    BUYER,
    CONSENT,
    DEALER_CONSENT,
    URLS,
    a_deal,
    a_draft,
    a_journey,
    a_seller,
    pay_card,
    sent_code,
)
from tests.store.desk.orders import worded
from tradein import Condition, Damage, Facts


FACTS = Facts(
    brand="Peugeot",
    model="208",
    first_registration=date(2021, 3, 15),
    km=74_200,
    fuel="petrol",
    gearbox="manual",
    power_hp=100,
    plate="EK-482-VN",
)
LOAN = 100_000
STATE = Condition(
    damages=(Damage(zone="front_bumper", kind="scratch", severity=2),),
    tyres="worn",
    loan_outstanding_cents=LOAN,
)
DENT = Damage(zone="roof", kind="dent", severity=3)
DENTED = replace(STATE, damages=(*STATE.damages, DENT), loan_outstanding_cents=0)
DENT_LINE = "damage.roof.dent.3"


def a_ready_exchange(email: str = BUYER) -> Order:
    """An order with a car given in exchange, ready to be signed."""
    at, on = clock.now(), clock.today()
    answers = kept_answers(FACTS, STATE, on)
    offer = appraise(answers, tables(), on)
    given = firm_trade_in(answers, offer)
    assert given
    deal = make_deal(replace(a_deal(on=on).request, trade_in=given))
    plain = a_draft(deal)
    draft = replace(
        plain,
        summary={**plain.summary, "trade_in": given.label},
        part_exchange=declared(deal, answers, offer),
    )
    key = a_journey(deal, email=email, at=at)
    with transaction():
        db.session.get_one(Journey, key).trade_in = answers
    return freeze(key, draft, at)


def photograph_all(order: Order, *views: str) -> None:
    """Let photos of the car be there, every one that is asked for or these, made anew already."""
    asked, content = views or asked_pictures(row_of(order).declared["condition"]), picture()
    with transaction():
        for view in asked:
            sealed = seal(gateways().archive, content)
            one = CarPicture(journey_id=order.journey_id, view=view, size=len(content))
            one.name, one.key = sealed.name, sealed.key
            one.sha256, one.received_at = sha256_hex(content), clock.now()
            db.session.add(one)


def an_accepted_exchange(email: str = BUYER, *, photographed: bool = True) -> Order:
    """The same, signed, paid and accepted."""
    order, at = a_ready_exchange(email), clock.now()
    if photographed:
        photograph_all(order)
    send_code(order.id, at)
    sign(order.id, sent_code(order.id), CONSENT, at)
    checkout = open_deposit(order.id, URLS, at).checkout_id
    pay_card(checkout, at)
    settle(checkout, at)
    order = db.session.get_one(Order, order.id)
    accept(order.id, order.dealer_id, a_seller(order.dealer).id, DEALER_CONSENT, at)
    return worded(order, trade_in=order.summary["trade_in"])


def picture(colour: str = "grey") -> bytes:
    """What a telephone sends."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "JPEG")
    return made.getvalue()


def row_of(order: Order) -> PartExchange:
    """Read the trade-in of an order anew."""
    db.session.expire_all()
    return db.session.scalars(db.select(PartExchange).filter_by(order_id=order.id)).one()


def stages(order: Order) -> list[tuple[str, str]]:
    """The trade-in's own events of an order: (kind, stage)."""
    db.session.expire_all()
    events = db.session.get_one(Order, order.id).events
    return [
        (one.kind.removeprefix("trade_in_"), one.data["stage"])
        for one in events
        if one.kind.startswith("trade_in_")
    ]


@dataclass(frozen=True)
class Looking:
    """The dealer of an order, looking at the car."""

    order: Order

    def photograph(self, code: str = DENT_LINE) -> None:
        keep_picture(self.order.id, self.order.dealer_id, code, picture(), clock.now())

    def finds(self, condition: Condition, km: int = FACTS.km) -> str:
        seen = Seen(km=km, condition=condition)
        who = a_seller(self.order.dealer).id
        return inspect(self.order.id, self.order.dealer_id, who, seen, clock.now())


def a_reoffered(email: str = BUYER) -> Order:
    """An order whose customer is asked: the dealer found a dent."""
    order = an_accepted_exchange(email)
    looking = Looking(order)
    looking.photograph()
    assert looking.finds(DENTED) == "reoffered"
    return order
