"""`flask papers`: what must be forgotten."""

import click
from flask.cli import AppGroup

from store import clock
from store.papers.forget import purge_due


group = AppGroup("papers", help="The buyers' papers: forget what nobody needs any more.")


@group.command("purge")
def purge() -> None:
    """Forget the papers whose time is over; run it every night."""
    click.echo(f"Forgotten: {purge_due(clock.now(), clock.today())}")
