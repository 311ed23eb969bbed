"""`flask catalogue`: price lists."""

from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from configurator import CatalogueError
from store import clock
from store.catalogue.importing import import_catalogue
from store.cli.refused import FILE, refusing
from store.textfile import read_text


group = AppGroup("catalogue", help="Price lists: import and activate.")
MOST_BYTES = 2_000_000


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--from", "starts", type=click.DateTime(["%Y-%m-%d"]), help="First day in force.")
def import_(file: Path, starts: datetime | None) -> None:
    """Check a price list, show what it changes, keep it and put it in force."""
    first: date | None = starts.date() if starts else None
    try:
        with refusing(file):
            text = read_text(file, MOST_BYTES)
        done = import_catalogue(text, first, clock.now())
    except CatalogueError as error:
        for problem in error.problems:
            click.echo(f"{file}:{problem.line}: {problem.place}: {problem.reason}", err=True)
        raise SystemExit(2 if error.unreadable else 1) from error
    for change in done.changes:
        old, new = (
            f"{c / 100:,.2f}" if c is not None else "-"
            for c in (change.old_cents, change.new_cents)
        )
        click.echo(f"{change.kind:8} {change.item:50} {old:>12} -> {new:>12}")
    click.echo(f"{'Kept' if done.new else 'Already kept'}: {done.hash}")
