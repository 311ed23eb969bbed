"""The manufacturer's staff's pages."""

from flask import Flask

from store.staff import (
    approvals,
    catalogue,
    dealers,
    employees,
    figures,
    letters,
    offers,
    orders,
    tables,
)
from store.staff.pages import pages


__all__ = [
    "approvals",
    "catalogue",
    "dealers",
    "employees",
    "figures",
    "init_app",
    "letters",
    "offers",
    "orders",
    "tables",
]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(pages)
