"""`flask papers`: what must be forgotten."""

import click
from flask.cli import AppGroup

from store import clock
from store.accounts.forget import forget_due


group = AppGroup(
    "papers", help="The buyers' papers, photos and test drives: forget what nobody needs any more."
)


@group.command("purge")
def purge() -> None:
    """Forget now the papers, photos of cars and test drives whose time is over."""
    click.echo(f"Forgotten: {forget_due(clock.now(), clock.today())}")
