"""`flask …`: what operators do from a terminal, with progress and plain words; one file a group."""

from flask import Flask

from store.cli import catalogue, deal, demo, market, order, personal_data, trust, usury


def init_app(app: Flask) -> None:
    """Add the commands."""
    market.group.add_command(usury.group)
    for part in (catalogue, personal_data, demo, market, deal, order, trust):
        app.cli.add_command(part.group)
