"""Production takes nothing invented: no demonstration data, accounts, sellers or terms."""

from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from store.demo.load import PASSWORD
from store.extensions import db
from store.journeys.sale import closed_reason, closed_sales
from store.journeys.terms import PUBLIC
from store.models import Account
from store.orders.freeze import freeze
from store.orders.refusals import SaleClosed
from store.security import password_fits
from tests.conftest import MOMENT
from tests.people import NORA, person, sign_in_as
from tests.situations import a_deal, a_draft, a_journey


@pytest.fixture
def production(app: Flask) -> Flask:
    app.extensions["settings"] = replace(app.extensions["settings"], mode="production")
    return app


def test_the_demonstration_is_not_loaded(production: Flask):
    for command in (["demo", "load"], ["demo", "order"]):
        result: Result = production.test_cli_runner().invoke(args=command)
        assert result.exit_code == 1
        assert "Production refuses the demonstration" in result.output


def test_its_accounts_get_in_nowhere(client: FlaskClient, production: Flask):
    assert person(NORA).demonstration
    assert not password_fits(person(NORA), PASSWORD)
    sign_in_as(client, NORA)
    assert client.get("/staff/").status_code == 303
    assert production.extensions["settings"].production


@pytest.mark.usefixtures("app")
def test_outside_production_they_get_in():
    assert password_fits(person(NORA), PASSWORD)
    assert not db.session.get_one(Account, person("new@example.net").id).demonstration
    assert closed_sales() == {}


@pytest.mark.usefixtures("production")
def test_an_invented_seller_or_terms_close_the_sale():
    assert set(closed_sales()) == {"peugeot", "citroen", "ds"}
    deal = a_deal()
    with pytest.raises(SaleClosed):
        freeze(a_journey(deal), a_draft(deal), MOMENT)
    assert closed_reason("peugeot", PUBLIC) == "seller"


def test_every_page_of_the_shop_says_so(client: FlaskClient, production: Flask):
    assert production.extensions["settings"].production
    assert b"notice--warn" in client.get("/peugeot/").data
