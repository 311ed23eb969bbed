from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from financing import QuoteRequest, quote
from financing.refusal_texts import SENTENCES
from tests.financing.examples import DAY, LAW, OFFERS, refused, wish


@pytest.mark.parametrize(
    ("product", "changes", "code", "nearest"),
    [
        ("loan", {"months": 50}, "months_not_offered", {"months": 48}),
        ("loan", {"months": 0}, "months_not_offered", {"months": 12}),
        ("loan", {"months": -5}, "months_not_offered", {"months": 12}),
        ("loan", {"contribution_cents": -1}, "contribution_negative", {"contribution_cents": 0}),
        (
            "loan",
            {"contribution_cents": 25_000_00},
            "contribution_above_price",
            {"contribution_cents": 24_000_00},
        ),
        (
            "loan",
            {"contribution_cents": 24_000_01},
            "amount_too_low",
            {"contribution_cents": 24_000_00},
        ),
        ("loan", {"price_cents": 900_00}, "contribution_above_price", None),
        ("loan", {"price_cents": 500_00, "contribution_cents": 0}, "amount_too_low", None),
        (
            "loan",
            {"price_cents": 130_000_00},
            "amount_too_high",
            {"contribution_cents": 10_000_00},
        ),
        (
            "loan",
            {"price_cents": 110_000_00},
            "outside_scope",
            {"contribution_cents": 10_000_00},
        ),
        ("loan", {"first_due": DAY}, "first_due_too_early", {"first_due": date(2026, 12, 24)}),
        (
            "loan",
            {"first_due": date(2027, 5, 1)},
            "first_due_too_late",
            {"first_due": date(2027, 2, 24)},
        ),
        ("loan", {"quoted_on": date(2027, 1, 1)}, "offer_not_valid", None),
        ("loan", {"quoted_on": date(2026, 7, 1)}, "usury_unknown", None),
        ("loa", {"km_per_year": 9_999}, "km_outside_table", {"km_per_year": 10_000}),
        ("loa", {"km_per_year": 90_000}, "km_outside_table", {"km_per_year": 40_000}),
        ("loa", {"vehicle_group": "lorry"}, "no_residual_value", None),
        ("loa", {"new_vehicle": False}, "new_only", None),
        ("loa", {"insurance": True}, "insurance_not_offered", {"insurance": False}),
        (
            "loa",
            {"contribution_cents": 15_000_00},
            "final_too_high",
            {"contribution_cents": 13_077_00},
        ),
    ],
)
def test_a_request_out_of_bounds_names_the_nearest_value(
    product: str, changes: dict, code: str, nearest: dict | None
):
    found = refused(product, **changes)
    assert (found.code, found.nearest) == (code, nearest)
    assert set(found.sentence) == {"fr", "en"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price_cents", float("nan")),
        ("price_cents", 25_000.5),
        ("price_cents", True),
        ("price_cents", 10**40),
        ("price_cents", 0),
        ("price_cents", Decimal("Infinity")),
        ("contribution_cents", "500000"),
        ("months", 48.0),
        ("months", None),
        ("km_per_year", float("inf")),
        ("start", "2026-11-24"),
        ("start", date(9999, 12, 31)),
        ("first_due", date(1, 1, 1)),
        ("vehicle_group", None),
        ("insurance", 1),
        ("residual_base_cents", -1),
        ("product", ["loan"]),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(field: str, value: object):
    found = quote(replace(wish(), **{field: value}), OFFERS["loan"], LAW)
    assert (found.code, found.field) == ("bad_value", field)


def test_an_offer_for_another_product_says_which():
    found = quote(wish("loa"), OFFERS["loan"], LAW)
    assert (found.code, found.nearest) == ("wrong_product", {"product": "loan"})


def test_a_day_before_any_known_law_is_refused():
    early = replace(OFFERS["loan"], valid_from=date(2001, 1, 1))
    found = quote(replace(wish(), quoted_on=date(2005, 1, 1)), early, LAW)
    assert found.code == "law_unknown"


def test_a_plan_that_rounding_cannot_close_is_refused():
    found = refused(
        "loan",
        price_cents=1_300_00,
        contribution_cents=0,
        months=480,
        offer=replace(OFFERS["loan"], rates={480: Decimal(20)}),
    )
    assert found.code == "plan_impossible"


def test_production_refuses_what_only_a_demonstration_ceiling_allows():
    found = quote(wish(), OFFERS["loan"], LAW.official())
    assert found.code == "usury_unknown"


def test_amounts_and_days_are_written_as_readers_expect():
    early = refused(first_due=DAY)
    assert "24/11/2026" in early.sentence["fr"]
    assert "2026-11-24" in early.sentence["en"]
    high = refused(price_cents=130_000_00)
    assert "120\u202f000\u00a0€" in high.sentence["fr"]
    assert "€120,000" in high.sentence["en"]
    dear = refused(offer=replace(OFFERS["loan"], rates={48: Decimal(9)}))
    assert "9,38\u202f%" in dear.sentence["fr"]
    assert "8.67%" in dear.sentence["en"]


def test_every_sentence_exists_in_both_languages():
    assert {frozenset(sentence) for sentence in SENTENCES.values()} == {frozenset({"fr", "en"})}


def test_a_request_knows_its_day_and_its_credit():
    request: QuoteRequest = wish()
    assert (request.credit_cents, request.day) == (20_000_00, DAY)
    assert request.first_day == date(2026, 12, 24)
