"""`flask catalogue`: price lists."""

from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from configurator import CatalogueError
from store import clock
from store.catalogue.importing import import_catalogue


group = AppGroup("catalogue", help="Price lists: import and activate.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--from", "starts", type=click.DateTime(["%Y-%m-%d"]), help="First day in force.")
def import_(file: Path, starts: datetime | None) -> None:
    """Check a price list, show what it changes, keep it and put it in force."""
    first: date | None = starts.date() if starts else None
    try:
        done = import_catalogue(file.read_text("utf-8"), first, clock.now())
    except CatalogueError as error:
        for problem in error.problems:
            click.echo(f"{file}:{problem.line}: {problem.place}: {problem.reason}", err=True)
        raise SystemExit(1) from error
    for change in done.changes:
        old, new = (
            f"{c / 100:,.2f}" if c is not None else "-"
            for c in (change.old_cents, change.new_cents)
        )
        click.echo(f"{change.kind:8} {change.item:50} {old:>12} -> {new:>12}")
    click.echo(f"{'Kept' if done.new else 'Already kept'}: {done.hash}")
