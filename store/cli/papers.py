"""`flask papers`: what must be forgotten."""

import click
from flask.cli import AppGroup

from store import clock
from store.papers.forget import purge_due
from store.part_exchange.forget import purge_pictures_due


group = AppGroup("papers", help="The buyers' papers: forget what nobody needs any more.")


@group.command("purge")
def purge() -> None:
    """Forget the papers and photos of cars whose time is over; run it every night."""
    at, today = clock.now(), clock.today()
    click.echo(f"Forgotten: {purge_due(at, today) + purge_pictures_due(at, today)}")
