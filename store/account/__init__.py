"""Signing in, and what a person can see and change about themself."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    del app
