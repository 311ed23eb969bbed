"""`flask data`: what is held about people, and forgetting what nobody needs any more."""

import click
from flask.cli import AppGroup

from store import clock
from store.accounts.data_map import HOLDINGS
from store.accounts.data_subjects import OTHERS
from store.accounts.forget import forget_due


group = AppGroup("data", help="Personal data: the data map, and what is over.")


@group.command("purge")
def purge() -> None:
    """Delete now every row and file whose time is over; the worker does it each night."""
    gone = forget_due(clock.now(), clock.today())
    for table, count in gone.items():
        click.echo(f"{table}: {count}")
    click.echo(f"Forgotten: {sum(gone.values())}")


@group.command("map")
def show_map() -> None:
    """Print the data map: table, columns about people, why, how long."""
    for holding in HOLDINGS:
        subject = holding.subject
        click.echo(f"{holding.table}: {subject.what}")
        click.echo(f"  {subject.why} {subject.kept} {subject.law}".rstrip())
        click.echo(f"  given to the person: {holding.exported}")
    for table, what in OTHERS.items():
        click.echo(f"{table}: {what}")
