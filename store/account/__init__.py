"""Signing in, and what a person can see and change about themself."""

from flask import Flask

from store.account import data, entering, overview, password, sessions
from store.account.pages import pages


__all__ = ["data", "entering", "init_app", "overview", "password", "sessions"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(pages)
