"""`flask papers`: what must be forgotten."""

import click
from flask.cli import AppGroup

from store import clock
from store.papers.forget import purge_due
from store.part_exchange.forget import purge_pictures_due
from store.test_drives.forget import purge_drives_due


group = AppGroup(
    "papers", help="The buyers' papers, photos and test drives: forget what nobody needs any more."
)


@group.command("purge")
def purge() -> None:
    """Forget the papers, photos of cars and test drives whose time is over; run it every night."""
    at, today = clock.now(), clock.today()
    gone = purge_due(at, today) + purge_pictures_due(at, today) + purge_drives_due(today)
    click.echo(f"Forgotten: {gone}")
