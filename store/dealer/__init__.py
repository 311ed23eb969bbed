"""The dealer's pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    del app
