"""The customer's photos make an offer firm, before the signature or after it, in its days."""

from datetime import timedelta

import pytest

from store import clock
from store.accounts.erase import erase
from store.accounts.portrait import portrait
from store.extensions import db
from store.models import Account, CarPicture, Order
from store.orders.cancel import cancel
from store.orders.deliver import deliver
from store.orders.events import verify_chain
from store.orders.refusals import NotFound
from store.papers.refusals import PaperRefused, PapersClosed
from store.part_exchange.forget import purge_pictures_due
from store.part_exchange.own_pictures import keep_own
from tests.people import CHARLIE
from tests.situations import a_seller
from tests.store.papers.sending import sealed_files
from tests.store.part_exchange.exchanges import (
    FACTS,
    STATE,
    Looking,
    a_ready_exchange,
    an_accepted_exchange,
    photograph_all,
    picture,
    row_of,
    stages,
)


pytestmark = pytest.mark.usefixtures("app")
SCRATCH = "damage.front_bumper.scratch.2"
DAY = timedelta(days=1)


def photos() -> list[CarPicture]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(CarPicture)))


def send(order: Order, view: str, colour: str = "grey") -> None:
    keep_own(order.journey_id, view, picture(colour), clock.now())


def test_the_last_photo_after_the_signature_makes_the_offer_firm():
    order = an_accepted_exchange(photographed=False)
    photograph_all(order, "front", "rear", "cabin", "odometer")
    assert row_of(order).stage == "estimate"
    for _ in range(2):  # the same photo twice is one
        send(order, SCRATCH)
    assert stages(order) == [("make_firm", "firm")]
    assert len(sealed_files()) == len(photos()) == 5
    verify_chain(order.id)


def test_photos_after_the_days_of_the_offer_leave_an_estimate_that_the_dealer_settles():
    order = an_accepted_exchange(photographed=False)
    photograph_all(order, "front", "rear", "cabin", "odometer")
    with clock.stopped_at(clock.now() + 8 * DAY):
        send(order, SCRATCH)
        assert stages(order) == []
        deliver(order.id, order.dealer_id, a_seller(order.dealer).id, clock.now())
    assert [stage for _step, stage in stages(order)] == ["inspected", "confirmed", "settled"]


def test_another_photo_of_a_view_replaces_the_first_until_the_dealer_has_seen_the_car():
    order = an_accepted_exchange(photographed=False)
    send(order, "front")
    (first,) = sealed_files()
    send(order, "front", "red")
    assert len(photos()) == 1
    assert sealed_files() != [first]
    with pytest.raises(PaperRefused):
        keep_own(order.journey_id, "rear", b"no picture", clock.now())
    with pytest.raises(NotFound):
        send(order, "engine")
    assert Looking(order).finds(STATE, FACTS.km) == "confirmed"
    with pytest.raises(PapersClosed):
        send(order, "rear")
    assert len(sealed_files()) == 1


def test_photos_go_with_time_and_with_the_person():
    ended, kept = a_ready_exchange(CHARLIE), an_accepted_exchange()
    photograph_all(ended)
    taken = portrait(db.session.get_one(Account, ended.account_id), clock.now())
    assert {one["view"] for one in taken["car_pictures"]} >= {"front", SCRATCH}
    cancel(ended.id, ended.account_id, clock.now())
    assert purge_pictures_due(clock.now() + 29 * DAY, clock.today()) == 0
    assert purge_pictures_due(clock.now() + 31 * DAY, clock.today()) == 5
    assert {one.journey_id for one in photos()} == {kept.journey_id}
    other = a_ready_exchange(CHARLIE)
    photograph_all(other)
    cancel(other.id, other.account_id, clock.now())
    erase(other.account_id, clock.now())
    assert {one.journey_id for one in photos()} == {kept.journey_id}
    assert len(sealed_files()) == 5
