"""The addresses that letters carry: the store's own pages, by their public path."""

from flask import current_app

from store.config import Settings


PATHS = {
    "customer": "/orders/{}",
    "dealer": "/dealer/orders/{}",
    "co_buyer": "/co-signatures/{}",
    "staff": "/staff/orders/{}",
    "test_drive": "/test-drives/{}",
    "dealer_test_drives": "/dealer/test-drives{}",
    "resume": "/resume/{}",
}


def address(audience: str, key: str) -> str:
    """Return the full address of a page, for a letter."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url + PATHS[audience].format(key)
