"""The dealer's orders as files."""

import csv
import io
import json

from flask.testing import FlaskClient

from store.journeys.deal import Deal
from tests.people import sign_in_as
from tests.store.desk.orders import accepted, browser_of, offered, seller_of, worded


def table(client: FlaskClient) -> list[dict[str, str]]:
    response = client.get("/dealer/orders.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = response.get_data(as_text=True)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_both_files_carry_the_cents_of_the_deal(client: FlaskClient):
    order = offered()
    sign_in_as(client, seller_of(order).email)
    deal = Deal.from_json(order.deal)
    row = table(client)[0]
    assert row["Prix sur la route (€)"].replace(",", "") == str(deal.road_price_cents)
    assert row["Acompte (€)"].replace(",", "") == str(deal.deposit_cents)
    assert row["Empreinte du prix"] == deal.sha256
    held = json.loads(client.get("/dealer/orders.json").data)
    assert Deal.from_json(json.dumps(held[0]["deal"])) == deal


def test_a_hostile_name_is_no_formula_in_the_table(client: FlaskClient):
    hostile = '=HYPERLINK("http://x","click");@x'
    order = worded(offered(), buyer=hostile)
    sign_in_as(client, seller_of(order).email)
    assert table(client)[0]["Client"] == f"'{hostile}"


def test_only_orders_of_the_desk_are_in_the_files(client: FlaskClient):
    mine = accepted()
    sign_in_as(client, seller_of(mine).email)
    assert [row["N° de commande"] for row in table(client)] == [mine.number]
    other = browser_of("ds-nanterre@dealers.example", like=client)
    assert table(other) == []
    assert json.loads(other.get("/dealer/orders.json").data) == []


def test_the_page_says_which_columns_there_are(client: FlaskClient):
    sign_in_as(client, "ds-nanterre@dealers.example")
    assert "Empreinte du prix" in client.get("/dealer/exports").get_data(as_text=True)
