"""The dealer's pages."""

from flask import Flask

from store.dealer import car_pictures, drives, exports, figures, inbox, order, papers, trade_in
from store.dealer.pages import pages


__all__ = [
    "car_pictures",
    "drives",
    "exports",
    "figures",
    "inbox",
    "init_app",
    "order",
    "papers",
    "trade_in",
]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(pages)
