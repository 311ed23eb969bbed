"""The dealer's pages."""

from flask import Flask

from store.dealer import exports, inbox, order
from store.dealer.pages import pages


__all__ = ["exports", "inbox", "init_app", "order"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(pages)
