"""The dealer's pages."""

from flask import Flask

from store.dealer import exports, inbox, order, papers
from store.dealer.pages import pages


__all__ = ["exports", "inbox", "init_app", "order", "papers"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(pages)
