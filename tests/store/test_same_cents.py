"""Page, letter, PDF, payment, dealer's view, JSON and CSV show the same cents."""

from flask import Flask

from tests.store.same_cents import differences


def test_every_place_shows_the_same_cents(app: Flask):
    assert differences(app, 5) == []  # on each database; 200 in `make prove`
