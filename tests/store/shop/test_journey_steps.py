"""The steps of a journey, walked through as a browser without scripts would."""

from itertools import permutations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import clock
from store.journeys.deal import Deal
from store.journeys.situation import situation
from store.shop.ownership import KEPT
from tests.store.shop.walking import STEPS, Walker, a_journey, answers, complete, hidden


PAGES = ("", "where", "trade-in", "finance", "you", "review", "link")
FORMS = ("where", "trade-in", "trade-in/none", "finance", "eligibility", "you", "link", "orders")
ORDERS = [order for order in permutations(STEPS) if order.index("where") < order.index("finance")]


def deal_of(walker: Walker) -> Deal:
    return situation(walker.journey, clock.today()).deal


def test_a_whole_journey_leads_to_the_signature(client: FlaskClient):
    walker = Walker(client, a_journey())
    assert walker.get().location.endswith("/where")
    complete(walker)
    assert walker.get().location.endswith("/review")
    review = walker.get("review")
    order = walker.post("orders", {"seen": hidden(review)["seen"]})
    assert order.status_code == 303
    assert order.location.endswith("/signature")
    assert walker.get().location.endswith("/signature")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_step_leads_to_the_next_open_one(client: FlaskClient, language: str):
    walker = Walker(client, a_journey(), language)
    for step, values in answers().items():
        assert walker.get().location.endswith(f"/{step}")
        assert walker.get(step).status_code == 200
        assert walker.post(step, values).status_code == 303
        assert walker.get(step).status_code == 200
    assert walker.get("review").status_code == 200


def test_a_part_that_htmx_asks_for_leads_the_whole_page_elsewhere(client: FlaskClient):
    walker = Walker(client, a_journey())
    answer = walker.post("finance", {}, **{"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].endswith("/where")


def test_a_blocked_step_leads_to_what_it_needs_and_says_why(client: FlaskClient):
    walker = Walker(client, a_journey())
    blocked = walker.get("review")
    assert blocked.status_code == 303
    assert blocked.location.endswith("/where")
    assert "where you live" in client.get(blocked.location).get_data(as_text=True)


def test_a_blocked_step_is_shown_without_a_link_and_says_what_comes_first(client: FlaskClient):
    page = Walker(client, a_journey()).get("where").get_data(as_text=True)
    assert "(after: Delivery)" in page
    assert "/review" not in page


def test_the_page_says_when_it_was_saved(client: FlaskClient):
    assert "10:30" in Walker(client, a_journey()).get("where").get_data(as_text=True)


@pytest.mark.parametrize("step", PAGES)
def test_a_stranger_finds_no_page(client: FlaskClient, app: Flask, step: str):
    walker = Walker(client, a_journey())
    complete(walker)
    assert app.test_client().get(walker.path(step)).status_code == 404


@pytest.mark.parametrize("step", FORMS)
def test_a_stranger_changes_nothing(client: FlaskClient, app: Flask, step: str):
    owner, stranger = Walker(client, a_journey()), Walker(app.test_client(), a_journey())
    token = hidden(stranger.get("where"))["csrf_token"]
    before = owner.journey.revision
    refused = stranger.client.post(owner.path(step), data={"csrf_token": token})
    assert refused.status_code == 404
    assert owner.journey.revision == before


@pytest.mark.parametrize("step", FORMS)
def test_a_form_without_its_token_is_refused(client: FlaskClient, step: str):
    walker = Walker(client, a_journey())
    assert client.post(walker.path(step), data={}).status_code == 400


def test_any_order_of_the_steps_ends_in_the_same_deal(client: FlaskClient):
    deals = set()
    for order in ORDERS[:4]:
        walker, good = Walker(client, a_journey()), answers()
        for step in order:
            if step == "you" and not walker.journey.place:
                continue
            assert walker.post(step, good[step]).status_code == 303
        walker.post("you", good["you"])
        deals.add(deal_of(walker).sha256)
    assert len(deals) == 1


def test_two_tabs_keep_both_answers(client: FlaskClient):
    walker, good = Walker(client, a_journey()), answers()
    walker.post("where", good["where"])
    first, second = walker.get("trade-in"), walker.get("finance")
    for page, step in ((second, "finance"), (first, "trade-in")):
        data = {**good[step], "csrf_token": hidden(page)["csrf_token"]}
        assert client.post(walker.path(step), data=data).status_code == 303
    assert walker.journey.finance["product"] == "loan"
    assert walker.journey.trade_in["facts"]["km"] == 74_200


def test_a_browser_remembers_its_latest_journeys_only(client: FlaskClient):
    walkers = [Walker(client, a_journey()) for _ in range(3)]
    assert all(walker.get("where").status_code == 200 for walker in walkers)
    assert len(walkers) < KEPT
