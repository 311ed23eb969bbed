"""Whoever sells in a country goes through its market: a country is added without touching them."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from store.markets import MARKETS, Invalid, Market, market


STORE = Path(__file__).resolve().parents[3] / "store"
NEUTRAL = {
    "store.markets",
    "store.markets.dated",
    "store.markets.edition",
    "store.markets.errors",
    "store.markets.law_file",
}


def test_nobody_outside_reads_a_country_s_own_modules():
    found = [
        f"{path.relative_to(STORE)}: {node.module}"
        for path in STORE.rglob("*.py")
        if STORE / "markets" not in path.parents
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("store.markets")
        and node.module not in NEUTRAL
    ]
    assert found == []


@pytest.mark.parametrize("key", sorted(MARKETS))
def test_a_market_answers_for_everything(key: str):
    country = market(key)
    optional = {"employee_limit", "ev_aid_estimate", "co2_class"}
    missing = [
        one.name
        for one in fields(Market)
        if one.name not in optional and getattr(country, one.name) in (None, "", ())
    ]
    assert missing == []
    assert set(country.order_sections) <= set(country.legal_keys())


def test_an_unknown_country_is_refused():
    with pytest.raises(Invalid) as caught:
        market("US")
    assert caught.value.code == "market_unknown"
