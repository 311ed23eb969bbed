"""Where a journey stands is derived from what it holds."""

from dataclasses import replace
from datetime import date

import pytest

from configurator import UnknownOptionError
from financing import Quote
from store.catalogue.shelf import active_hash, catalogue_of, engine_of
from store.extensions import db
from store.journeys.answer import answer, follow_link, make_link
from store.journeys.begin import Beginning, begin
from store.journeys.choose import choose, click, restore, swap
from store.journeys.deal import Deal
from store.journeys.look import car_look
from store.journeys.pricing import price
from store.journeys.receipt import receipt
from store.journeys.refusals import DealError
from store.journeys.situation import Situation, situation
from store.models import Journey
from tests.conftest import MOMENT


pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 11, 24)


def a_journey(version: str | None = None) -> str:
    start = Beginning(market="FR", brand="peugeot", slug="208", version=version)
    return begin(start, TODAY, MOMENT)


def stands(key: str, on: date = TODAY) -> Situation:
    return situation(db.session.get_one(Journey, key), on)


def gt() -> str:
    catalogue = catalogue_of(active_hash("FR", "peugeot", "208", TODAY))
    return next(v.option for v in catalogue.versions if v.label == "Hybrid 136 GT e-DCS6")


def test_a_journey_has_a_whole_car_and_one_price_from_the_first_click():
    now = stands(a_journey(gt()))
    assert now.summary.price_cents >= 2_815_000
    assert sum(row.cents for row in now.deal.price_lines) == now.deal.road_price_cents
    assert now.monthly is not None
    assert not now.place_known


def test_a_price_list_in_another_currency_is_not_priced():
    plan = stands(a_journey(gt())).plan
    with pytest.raises(DealError, match="currency"):
        price(replace(plan, catalogue=replace(plan.catalogue, currency="GBP")))


def test_a_car_is_priced_for_its_own_month_and_says_which_taxes_are_not_known():
    now = stands(a_journey(gt()))
    assert now.deal.request.registration_month == now.plan.delivery_on.replace(day=1)
    assert now.deal.request.registration_month.year == 2027
    assert {row.code for row in now.deal.unknown} == {"regional", "fixed", "delivery"}
    assert "malus_co2" in {row.code for row in now.deal.provisional}


def test_a_click_within_a_group_takes_the_old_choices_place():
    key = a_journey(gt())
    choose(key, "color.bleu-littoral", wanted=True, at=MOMENT)
    choose(key, "color.rouge-garance", wanted=True, at=MOMENT)
    colours = [o for o in stands(key).options if o.startswith("color.")]
    assert colours == ["color.rouge-garance"]


def test_a_blocked_choice_changes_nothing_until_its_swap_is_accepted():
    key = a_journey(gt())
    choose(key, "pack.vision", wanted=True, at=MOMENT)
    before = stands(key).deal.sha256
    outcome = choose(key, "option.toit-panoramique", wanted=True, at=MOMENT)
    assert outcome.repair is not None
    assert stands(key).deal.sha256 == before
    swap(key, "option.toit-panoramique", 0, MOMENT)
    after = stands(key)
    assert "option.toit-panoramique" in after.options
    assert after.summary.price_cents == outcome.repair.configuration.price_cents


def test_undo_puts_the_earlier_choices_back():
    key = a_journey(gt())
    earlier = dict(db.session.get_one(Journey, key).decisions)
    choose(key, "option.alarme", wanted=True, at=MOMENT)
    restore(key, earlier, MOMENT)
    assert db.session.get_one(Journey, key).decisions == earlier


def test_an_option_of_another_car_is_refused():
    with pytest.raises(UnknownOptionError):
        choose(a_journey(), "option.of-nothing", wanted=True, at=MOMENT)


def test_a_click_is_decided_before_anything_is_saved():
    hash_ = active_hash("FR", "peugeot", "208", TODAY)
    catalogue, engine = catalogue_of(hash_), engine_of(hash_)
    done = click(catalogue, engine, {gt(): True}, "color.bleu-littoral")
    assert done.decisions == {gt(): True, "color.bleu-littoral": True}


def test_the_chosen_credit_enters_the_deal_and_its_lines_still_sum():
    key = a_journey(gt())
    place = {"postcode": "69002", "insee": "69382", "delivery": "dealer"}
    answer(key, "place", place, MOMENT)
    wish = {"product": "loan", "months": 48, "km_per_year": 10_000, "contribution_cents": 300_000}
    answer(key, "finance", wish, MOMENT)
    now = stands(key)
    assert isinstance(now.chosen, Quote)
    assert now.deal.monthly_cents == now.chosen.monthly_cents
    assert now.deal.financed_cents == now.deal.road_price_cents - 300_000
    assert sum(row.cents for row in now.deal.payment_lines) == now.deal.road_price_cents


def test_a_receipt_shows_only_amounts_of_the_deal():
    deal = stands(a_journey(gt())).deal
    shown = receipt(Deal.from_json(deal.canonical()))
    amounts = {abs(row.cents) for row in deal.lines}
    totals = {deal.car_cents, deal.road_price_cents, abs(deal.due_at_delivery_cents)}
    assert {abs(row.cents) for row in shown.lines} <= amounts | totals


def test_the_look_follows_paint_wheel_and_roof():
    key = a_journey(gt())
    choose(key, "color.bleu-littoral", wanted=True, at=MOMENT)
    now = stands(key)
    look = car_look(now.catalogue, now.options)
    assert (look.drawing, look.paint, look.finish) == ("208", "#1d5fc4", "metallic")


def test_a_link_opens_its_journey_until_it_expires_and_no_other():
    key = a_journey()
    token = make_link(key, MOMENT)
    found = follow_link(token, MOMENT)
    assert found is not None
    assert found.id == key
    assert follow_link(token + "x", MOMENT) is None
    assert follow_link(token, MOMENT.replace(year=2027)) is None
