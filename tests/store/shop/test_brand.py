"""A brand is added step by step (docs/add-a-brand.md): no step leaves a broken page behind."""

import pytest
from flask import Flask

from store.catalogue.brands import BRANDS, Brand
from tests.conftest import application


PAGES = ("/", "/opel/", "/opel/models", "/opel/stock", "/stock", "/guide", "/compare", "/peugeot/")


def test_a_brand_without_skin_seller_and_price_list_opens(
    app: Flask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(BRANDS, "opel", Brand("opel", "Opel"))
    with application(app.extensions["settings"]) as made:
        client = made.test_client()
        assert {page: client.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
        assert client.get("/opel/corsa").status_code == 404
        assert "Opel" in client.get("/opel/").get_data(as_text=True)
