"""What an employee or beneficiary sees of their terms."""

from flask import Flask

from store.employees_pages import terms
from store.employees_pages.pages import pages


__all__ = ["init_app", "terms"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(pages)
