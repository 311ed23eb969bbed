"""The part of the contract about who buys says as much of the second buyer as of the first."""

import pytest

from store import clock
from store.extensions import db
from store.gateways.purchase_order import BuyerBlock
from store.journeys.answer import answer
from store.journeys.situation import situation
from store.models import Journey
from store.orders.paper.context import Paper
from store.orders.paper.sheet import purchase_order
from tests.orders_for_pages import a_ready
from tests.two_buyers import CO_BUYER


pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # words alone
OLD = {name: CO_BUYER[name] for name in ("first_name", "last_name", "email", "phone")}
ELSEWHERE = {**CO_BUYER, "street": "3 quai de la Fosse", "town": "44000 Nantes"}


def contract_of(journey_id: str, other: dict[str, str]) -> tuple[BuyerBlock, ...]:
    buyer = db.session.get_one(Journey, journey_id).buyer
    answer(journey_id, "buyer", {**buyer, "co_buyer": other}, clock.now())
    journey = db.session.get_one(Journey, journey_id)
    assert journey.dealer is not None
    paper = Paper(
        now=situation(journey, clock.today()),
        buyer=journey.buyer,
        dealer=journey.dealer,
        language="fr",
        at=clock.now(),
        public_url="https://volant.example",
        test_trust=True,
    )
    return purchase_order(paper, "V-2026-ABC123").buyers


@pytest.mark.usefixtures("app")
def test_the_contract_says_the_same_of_both_buyers():
    key = a_ready().journey_id
    first, second = contract_of(key, CO_BUYER)
    assert (first.name, second.name) == ("Mme Claire Morel", "M. Łukasz Žižek")
    assert second.details == ("Naissance\u00a0: 4 mars 1986, Kraków, Pologne",)
    assert second.address == first.address
    assert contract_of(key, ELSEWHERE)[1].address == "3 quai de la Fosse, 44000 Nantes"
    old = contract_of(key, OLD)[1]
    assert (old.name, old.details) == ("Łukasz Žižek", ())
