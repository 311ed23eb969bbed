"""The addresses that letters carry: the store's own pages, by their public path."""

from flask import current_app


PATHS = {
    "customer": "/orders/{}",
    "dealer": "/dealer/orders/{}",
    "staff": "/staff/orders/{}",
    "resume": "/resume/{}",
}


def address(audience: str, key: str) -> str:
    """Return the full address of a page, for a letter."""
    public: str = current_app.config["PUBLIC_URL"]
    return public + PATHS[audience].format(key)
