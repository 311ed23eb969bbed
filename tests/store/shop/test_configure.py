"""The configurator: clicks, swaps, undo, with scripts and without, and who may open it."""

import html
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store import clock
from store.catalogue.shelf import engine_of
from store.extensions import db
from store.journeys.situation import situation
from store.models import Journey
from tests.store.shop.visits import begin, click, post, queries, road_price, token, words


BLUE, VISION, ROOF = "color.bleu-littoral", "pack.vision", "option.toit-panoramique"


def decisions(page: str) -> dict[str, bool]:
    db.session.expire_all()
    return db.session.get_one(Journey, page.split("/")[2]).decisions


def undo_address(page: TestResponse) -> str:
    found = re.search(r'action="([^"]*/undo[^"]*)"', page.get_data(as_text=True))
    assert found
    return html.unescape(found.group(1))


def test_a_choice_is_taken_without_scripts_and_the_price_follows(client: FlaskClient):
    page = begin(client)
    before = road_price(client.get(page))
    answer = click(client, page, BLUE)
    assert answer.status_code == 303
    assert road_price(client.get(answer.location)) != before
    assert decisions(page)[BLUE]


def test_a_choice_with_htmx_brings_only_the_parts_that_change(client: FlaskClient):
    page = begin(client)
    answer = click(client, page, BLUE, htmx="yes")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<html" not in text
    for part in ('id="car-name"', 'id="summary"', 'id="toasts"', 'id="dialogs"'):
        assert part in text
    assert road_price(answer) == road_price(client.get(page))


def test_a_click_asks_the_database_little(client: FlaskClient):
    page = begin(client)
    click(client, page, BLUE, htmx="yes")
    secret = token(client)
    with queries() as seen:
        data = {"csrf_token": secret, "option": "wheels.18-eventail", "wanted": "1"}
        client.post(page.replace("configure", "choices"), data=data, headers={"HX-Request": "1"})
    assert len(seen) <= 10, seen


def test_a_choice_of_a_group_takes_the_old_ones_place(client: FlaskClient):
    page = begin(client, BLUE)
    click(client, page, "color.rouge-garance")
    assert BLUE not in decisions(page)


def test_unticking_an_option_takes_it_away(client: FlaskClient):
    page = begin(client, VISION)
    click(client, page, VISION, wanted="")
    assert VISION not in decisions(page)


def test_a_blocked_option_stays_in_sight_and_says_what_it_does_not_go_with(client: FlaskClient):
    page = client.get(begin(client, VISION)).get_data(as_text=True)
    row = page.split('id="option-toit-panoramique"')[1].split("</label>")[0]
    assert "Vision" in row
    assert "disabled" not in row


def test_a_blocked_option_is_answered_with_its_swap_and_changes_nothing(client: FlaskClient):
    page = begin(client, BLUE, VISION)
    before = decisions(page)
    answer = click(client, page, ROOF)
    assert answer.status_code == 303
    shown = client.get(answer.location)
    dialog = shown.get_data(as_text=True).split("<dialog")[1]
    assert "Pack Vision" in dialog
    assert "rétroviseur" in dialog, "the rule's own sentence"
    assert "950" in dialog
    assert "550" in dialog
    assert decisions(page) == before


def test_an_accepted_swap_leads_to_the_price_it_announced(client: FlaskClient):
    page = begin(client, BLUE, VISION)
    dialog = click(client, page, ROOF, htmx="yes").get_data(as_text=True).split("<dialog")[1]
    announced = re.search(r'price--l">([^<]*)<span class="price__cents">([^<]*)', dialog)
    assert announced
    answer = post(client, page.replace("configure", "swaps"), option=ROOF)
    shown = client.get(answer.location)
    price = "".join(announced.groups()).replace("\u202f", "").replace("\xa0", "")
    assert road_price(shown) == price
    assert VISION not in decisions(page)


def test_undo_puts_the_earlier_choices_back(client: FlaskClient):
    page = begin(client, BLUE, VISION)
    before = decisions(page)
    answer = post(client, page.replace("configure", "swaps"), option=ROOF)
    back = undo_address(client.get(answer.location))
    assert post(client, back).status_code == 303
    assert decisions(page) == before


def test_a_way_back_of_another_journey_or_a_changed_one_is_refused(client: FlaskClient):
    one, other = begin(client, BLUE), begin(client)
    back = undo_address(client.get(click(client, one, VISION).location))
    stolen = back.replace(one.split("/")[2], other.split("/")[2])
    assert post(client, stolen).status_code == 404
    assert post(client, back + "x").status_code == 404
    assert client.get(f"{other}?back=nonsense").status_code == 200


def test_an_option_shows_what_it_brings_along(client: FlaskClient):
    page = client.get(begin(client)).get_data(as_text=True)
    row = page.split('id="option-volant-chauffant"')[1].split("</label>")[0]
    assert "Sièges avant chauffants" in row
    assert "420" in row, "its own price and that of the seats it needs"


def test_an_option_that_needs_another_version_says_so(client: FlaskClient):
    page = begin(client, version="")
    post(client, page.replace("configure", "swaps"), option="option.affichage-tete-haute")
    assert not any(name.startswith("version.") for name in decisions(page))
    click(client, page, "wheels.17-lame")
    assert "Vient avec : " in words(client.get(page))


def test_wheels_say_what_they_do_to_co2_and_malus(client: FlaskClient):
    text = words(client.get(begin(client)))
    assert "CO₂ 104 g/km, malus 75 €" in text
    assert "CO₂ 108 g/km, malus 170 €" in text


@pytest.mark.parametrize("option", ["", "nope", "color.nope", "version.x", "a" * 9000, "color.<b>"])
def test_an_option_of_no_car_is_refused(client: FlaskClient, option: str):
    page = begin(client)
    before = decisions(page)
    assert click(client, page, option).status_code == 404
    assert decisions(page) == before


def test_a_stranger_finds_no_journey(client: FlaskClient):
    page = begin(client)
    secret = token(client)
    journey = page.removesuffix("/configure")
    with client.session_transaction() as session:
        session.pop("journeys")
    assert client.get(page).status_code == 404
    for path in ("choices", "swaps", "undo"):
        data = {"csrf_token": secret, "option": BLUE, "wanted": "1"}
        assert client.post(f"{journey}/{path}", data=data).status_code == 404


def test_a_form_without_its_token_is_refused(client: FlaskClient):
    page = begin(client)
    answer = client.post(page.replace("configure", "choices"), data={"option": BLUE})
    assert answer.status_code == 400


def test_a_version_of_another_model_begins_nothing(client: FlaskClient):
    data = {"csrf_token": token(client), "version": "version.nope"}
    assert client.post("/peugeot/208/journeys", data=data).status_code == 404
    assert client.post("/peugeot/nope/journeys", data=data).status_code == 404


def test_a_swap_of_versions_can_be_made_in_another_way(client: FlaskClient):
    page = begin(client, "version.e-156-active")
    offered = click(client, page, "option.attelage").location
    first = client.get(offered).get_data(as_text=True).split("<dialog")[1]
    other = html.unescape(re.findall(r'href="([^"]*way=1)"', first)[0])
    second = client.get(other).get_data(as_text=True).split("<dialog")[1]
    assert second != first
    assert 'name="way" value="1"' in second
    answer = post(client, page.replace("configure", "swaps"), option="option.attelage", way="1")
    chosen = [name for name in decisions(page) if name.startswith("version.")]
    assert chosen
    assert chosen != ["version.e-156-active"]
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize("way", ["7", "-1"])
def test_a_way_that_is_not_there_is_not_found(client: FlaskClient, way: str):
    page = begin(client, "version.e-156-active")
    assert client.get(f"{page}?swap=option.attelage&way={way}").status_code == 404
    swaps = page.replace("configure", "swaps")
    assert post(client, swaps, option="option.attelage", way=way).status_code == 404


def test_a_pack_that_costs_less_than_its_chosen_parts_says_so(client: FlaskClient):
    parts = ("pare-brise-chauffant", "sieges-chauffants", "volant-chauffant")
    options = [f"option.{part}" for part in parts]
    page = begin(client, *options, version="version.puretech-75-active")
    row = client.get(page).get_data(as_text=True).split('id="pack-hiver"')[1].split("</label>")[0]
    assert "de moins que ce que vous en avez choisi" in html.unescape(row)


def test_the_panel_says_what_the_choices_still_allow(client: FlaskClient):
    page = begin(client, VISION)
    shown = words(client.get(page))
    journey = db.session.get_one(Journey, page.split("/")[2])
    low, high = engine_of(journey.catalogue_hash).price_range(journey.decisions)
    said = re.search(r"Prix catalogue ([\d ]+).€.*?jusqu’à ([\d ]+).€", shown)
    assert said
    assert [int(cents.replace(" ", "")) * 100 for cents in said.groups()] == [low, high]


def test_the_monthly_price_of_the_bar_carries_its_legal_example(client: FlaskClient):
    page = begin(client, BLUE)
    for chosen in (BLUE, VISION):
        answer = click(client, page, chosen, htmx="yes") if chosen == VISION else client.get(page)
        journey = db.session.get_one(Journey, page.split("/")[2], populate_existing=True)
        monthly = situation(journey, clock.today()).monthly
        example = words(answer).split("Exemple pour une location avec option d’achat")[1]
        said = re.search(r"mensualités\s:\s\d+\s×\s([\d\s]+),(\d\d)", example)
        assert monthly
        assert said
        assert int("".join((*said[1].split(), said[2]))) == monthly.monthly_cents
