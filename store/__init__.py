"""The store: a Flask application that sells cars from the first click to the dealer's inbox.

What is imported from it stays small: the press prints in a process that needs no application.
"""

from importlib import import_module
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from store.application import create_app


__all__ = ["create_app"]


def __getattr__(name: str) -> object:
    """Load the application when somebody makes one."""
    if name == "create_app":
        return import_module("store.application").create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
