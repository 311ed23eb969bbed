"""The blueprint of the account, and where each kind of person begins."""

from flask import Blueprint, url_for

from store.models import Account


pages = Blueprint("account", __name__)
HOMES = {"dealer": "/dealer", "staff": "/staff"}


def home_of(person: Account) -> str:
    """Return the page a person's work or purchase begins on."""
    return HOMES.get(person.role) or url_for("account.overview")
