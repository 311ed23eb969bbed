"""The lines of every swap sum to the difference it announces, taxes and discounts among them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import clock
from store.catalogue.shelf import view_of
from store.extensions import db
from store.journeys.situation import Situation, situation
from store.models import Journey
from store.shop.swaps import Swap, offered
from tests.store.shop.visits import begin


pytestmark = [
    pytest.mark.usefixtures("app"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),  # a price, not a query
]


def of(page: str) -> Situation:
    return situation(db.session.get_one(Journey, page.split("/")[2]), clock.today())


def swaps(found: Situation) -> list[Swap]:
    """Return the first way of every choice that another one blocks."""
    chosen = frozenset(found.journey.decisions.items())
    options = view_of(found.catalogue.hash, chosen).options
    blocked = [name for name, seen in options.items() if seen.state == "blocked"]
    made = (offered(found, name, 0, clock.today()) for name in blocked)
    return [swap for swap in made if swap is not None]


@pytest.mark.parametrize(
    "chosen",
    [
        ("pack.vision",),
        ("color.bleu-littoral", "pack.vision", "wheels.18-eventail"),
        ("option.attelage",),
        ("option.toit-panoramique",),
    ],
)
def test_the_rows_of_every_swap_sum_to_its_difference(
    app: Flask, client: FlaskClient, chosen: tuple[str, ...]
):
    page = begin(client, *chosen)
    with app.test_request_context():
        found = of(page)
        made = swaps(found)
        assert made
        for swap in made:
            assert sum(row.cents for row in swap.rows) == swap.difference_cents, swap
            assert found.deal.road_price_cents + swap.difference_cents == swap.road_cents


def test_a_tax_that_changes_is_a_line_of_its_own(app: Flask, client: FlaskClient):
    page = begin(client, "option.attelage")
    with app.test_request_context():
        labels = {row.label for swap in swaps(of(page)) for row in swap.rows if row.stays}
    assert any("Malus" in label or "Taxe" in label for label in labels), labels
