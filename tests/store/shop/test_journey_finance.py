"""The ways to pay: compared, chosen, refused with the nearest value."""

import json
from html import unescape

import pytest
from flask.testing import FlaskClient

from financing import Quote
from store import clock
from store.journeys.finance_values import ways
from store.journeys.situation import Situation, situation
from tests.store.shop.walking import CAR, LYON, WISH, Walker, a_dealer, a_journey


@pytest.fixture
def walker(client: FlaskClient) -> Walker:
    """A visitor whose place is known."""
    one = Walker(client, a_journey())
    one.post("where", {**LYON, "dealer": a_dealer(), "delivery": "dealer"})
    return one


def now_of(walker: Walker) -> Situation:
    return situation(walker.journey, clock.today())


def test_every_way_is_shown_with_its_figures(walker: Walker):
    text = walker.get("finance").get_data(as_text=True)
    assert "Five ways to pay" in text
    for answer in now_of(walker).quotes.values():
        assert isinstance(answer, Quote)
        assert f"{answer.monthly_cents // 100}" in text


def test_the_sliders_are_kept_and_choose_nothing(walker: Walker):
    assert walker.post("finance", {**WISH, "months": "36"}).status_code == 303
    assert walker.journey.finance == {
        "months": 36,
        "km_per_year": 10_000,
        "contribution_cents": 300_000,
    }
    assert now_of(walker).facts.finance is None


def test_the_chosen_product_stays_when_a_slider_moves(walker: Walker):
    walker.post("finance", {**WISH, "product": "loa"})
    walker.post("finance", {**WISH, "months": "36"})
    assert walker.journey.finance["product"] == "loa"
    assert now_of(walker).deal.months == 36


def test_htmx_gets_the_table_alone(walker: Walker):
    part = walker.post("finance", {**WISH, "product": "loan"}, **{"HX-Request": "true"})
    text = part.get_data(as_text=True)
    assert text.lstrip().startswith('<div id="ways"')
    assert "<html" not in text


@pytest.mark.parametrize("product", ["loan", "balloon", "loa"])
def test_the_legal_example_and_the_warning_follow_the_chosen_credit(walker: Walker, product: str):
    walker.post("finance", {**WISH, "product": product})
    text = walker.get("finance").get_data(as_text=True)
    words = {"loan": "a loan of", "balloon": "a balloon loan", "loa": "a lease with purchase"}
    assert f"Example for {words[product]}" in text
    assert "Caution" in text


@pytest.mark.parametrize("product", ["cash", "lld"])
def test_what_is_no_credit_has_no_example_of_one(walker: Walker, product: str):
    walker.post("finance", {**WISH, "product": product})
    text = walker.get("finance").get_data(as_text=True)
    assert "Example for" not in text
    assert walker.get().location.endswith("/trade-in")


def test_a_refusal_offers_the_nearest_value_and_takes_it(walker: Walker):
    walker.post("finance", {**WISH, "months": "72", "product": "loa"})
    text = walker.get("finance").get_data(as_text=True)
    assert 'value="months:60"' in text
    assert now_of(walker).facts.finance_quoted is False
    walker.post("finance", {**WISH, "months": "72", "take": "months:60"})
    assert walker.journey.finance["months"] == 60
    assert now_of(walker).facts.finance_quoted is True


def test_the_nearest_own_money_leads_to_a_quote_and_leaves_the_trade_in_alone(walker: Walker):
    walker.post("trade-in", {**CAR, "km": "174 200"})
    walker.post("finance", {**WISH, "contribution_cents": "900000", "product": "loa"})
    for _ in range(3):
        now = now_of(walker)
        way = next(one for one in ways(now.deal, now.wish, now.quotes) if one.product == "loa")
        if way.nearest is None:
            break
        name, value = way.nearest
        assert value % 50_000 == 0
        assert f'value="{name}:{value}"' in walker.get("finance").get_data(as_text=True)
        walker.post("finance", {**WISH, "take": f"{name}:{value}"})
    assert isinstance(now_of(walker).quotes["loa"], Quote)


@pytest.mark.parametrize(
    "hostile",
    [
        {"months": "x"},
        {"months": ""},
        {"months": "100000"},
        {"km_per_year": "-1"},
        {"contribution_cents": "9" * 30},
        {"product": "gift"},
        {"take": "product:1"},
        {"take": "months:99999999999"},
    ],
)
def test_hostile_wishes_change_nothing(walker: Walker, hostile: dict[str, str]):
    before = walker.journey.finance
    assert walker.post("finance", {**WISH, **hostile}).status_code == 422
    assert walker.journey.finance == before


def test_four_questions_get_an_answer_that_is_not_kept(walker: Walker):
    good = {"income": "3 200", "housing": "700", "credits": "0", "employment": "permanent"}
    revision = walker.journey.revision
    page = walker.post("eligibility", good)
    assert page.status_code == 200
    assert "It looks good" in page.get_data(as_text=True)
    assert walker.journey.revision == revision


def test_an_answer_that_is_missing_is_asked_for_beside_its_field(walker: Walker):
    page = walker.post("eligibility", {"income": "", "housing": "700", "credits": "0"})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert 'id="income-error"' in text
    assert 'value="700"' in text


def test_an_absurd_income_is_refused_not_broken(walker: Walker):
    absurd = {"income": "9" * 15, "housing": "0", "credits": "0", "employment": "none"}
    assert walker.post("eligibility", absurd).status_code == 422


def test_two_sliders_are_answered_from_a_grid_sent_ahead(walker: Walker):
    walker.post("finance", {**WISH, "months": "36"})
    text = unescape(walker.get("finance").get_data(as_text=True))
    ahead = json.loads(text.split('data-ahead="')[1].split('" method')[0])
    for product, answer in now_of(walker).quotes.items():
        assert isinstance(answer, Quote)
        shown = ahead[product]["36 10000"].replace("€", "").replace(",", "")
        assert round(float(shown) * 100) == answer.monthly_cents
    assert "72 10000" in ahead["loan"]
    assert "72 10000" not in ahead["loa"]
