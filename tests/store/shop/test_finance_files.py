"""What a visitor may keep of a way to pay: theirs alone, and the same figures as the page."""

import csv
import io
from contextlib import ExitStack
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from financing import Quote, quote_id
from store import clock
from store.gateways.turns import SHEETS
from store.journeys.situation import situation
from tests.store.shop.walking import LYON, WISH, Walker, a_dealer, a_journey


@pytest.fixture
def walker(client: FlaskClient) -> Walker:
    """A visitor who looks at the ways to pay."""
    one = Walker(client, a_journey())
    one.post("where", {**LYON, "dealer": a_dealer(), "delivery": "dealer"})
    one.post("finance", {**WISH, "product": "loan"})
    return one


def quoted(walker: Walker, product: str) -> Quote:
    found = situation(walker.journey, clock.today()).quotes[product]
    assert isinstance(found, Quote)
    return found


def test_a_schedule_is_a_table_whose_columns_sum(walker: Walker):
    answer = walker.get("finance/loan/schedule.csv")
    loan = quoted(walker, "loan")
    name = f"loan-{quote_id(loan)}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert len(rows) == loan.payments
    paid = sum(int(Decimal(row["Payment"]) * 100) for row in rows)
    assert paid == loan.total_due_cents
    assert rows[-1]["Left"] == "0.00"


def test_a_french_spreadsheet_gets_semicolons_and_decimal_commas(walker: Walker):
    answer = walker.get("finance/loa/schedule.csv", lang="fr")
    first = answer.get_data().decode("utf-8-sig").splitlines()[1].split(";")
    assert len(first) == 5
    assert "," in first[1]


@pytest.mark.parametrize("product", ["loan", "balloon", "loa"])
def test_the_sheet_says_the_rate_and_every_payment(walker: Walker, product: str):
    answer = walker.get(f"finance/{product}/sheet.pdf")
    assert answer.mimetype == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    found = quoted(walker, product)
    assert str(found.example.apr_percent) in text
    assert found.lender in text
    assert quote_id(found) in text
    assert text.count("€0.00") >= 1
    assert answer.data == walker.get(f"finance/{product}/sheet.pdf").data


def test_a_rental_has_a_schedule_and_no_sheet(walker: Walker):
    assert walker.get("finance/lld/schedule.csv").status_code == 200
    assert walker.get("finance/lld/sheet.pdf").status_code == 404
    assert walker.get("finance/gift/sheet.pdf").status_code == 404


def test_the_page_leads_to_both(walker: Walker):
    text = walker.get("finance").get_data(as_text=True)
    assert "finance/loan/sheet.pdf" in text
    assert "finance/loan/schedule.csv" in text


@pytest.mark.parametrize(
    ("others", "status"), [(["127.0.0.1", "127.0.0.1"], 429), (["a", "b", "c"], 503)]
)
def test_a_sheet_that_finds_no_room_says_when_to_come_back(
    walker: Walker, others: list[str], status: int
):
    with ExitStack() as busy:
        for other in others:
            busy.enter_context(SHEETS.turn(other))
        refused = walker.get("finance/loan/sheet.pdf")
        assert (refused.status_code, refused.headers["Retry-After"]) == (status, "10")
        assert walker.get("finance").status_code == 200


@pytest.mark.parametrize("file", ["schedule.csv", "sheet.pdf"])
def test_a_stranger_gets_nothing(app: Flask, walker: Walker, file: str):
    stranger = app.test_client()
    assert stranger.get(f"/journeys/{walker.journey.id}/finance/loan/{file}").status_code == 404


def test_the_page_the_files_and_the_deal_call_a_quote_by_one_name(walker: Walker):
    name = quote_id(quoted(walker, "loan"))
    finance = situation(walker.journey, clock.today()).deal.request.finance
    assert finance is not None
    assert finance.quote_id == name
    assert name in walker.get("finance").get_data(as_text=True)
