"""`flask …`: what operators do from a terminal, with progress and plain words."""

from datetime import date, datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from configurator import CatalogueError
from store import clock
from store.catalogue.importing import import_catalogue
from store.demo.opening import open_demonstration
from store.demo.play import play_orders
from store.papers.forget import purge_due


catalogue = AppGroup("catalogue", help="Price lists: import and activate.")
papers = AppGroup("papers", help="The buyers' papers: forget what nobody needs any more.")
demo = AppGroup("demo", help="The demonstration: its data and complete orders.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


def init_app(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(catalogue)
    app.cli.add_command(papers)
    app.cli.add_command(demo)


@catalogue.command("import")
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


@papers.command("purge")
def purge() -> None:
    """Forget the papers whose time is over; run it every night."""
    click.echo(f"Forgotten: {purge_due(clock.now(), clock.today())}")


@demo.command("load")
def load() -> None:
    """Load the demonstration's price lists, dealers, people and stock into an empty store."""
    if not open_demonstration():
        click.echo("The demonstration is already here.")


@demo.command("order")
@click.option("--out", type=FOLDER, help="Where to write the PDF, evidence, trust root and Deal.")
@click.option(
    "--count",
    type=click.IntRange(1, 100_000),
    default=1,
    show_default=True,
    help="How many orders to play.",
)
def order(out: Path | None, count: int) -> None:
    """Play whole purchases through the verbs, without a browser."""
    open_demonstration()
    with click.progressbar(length=count, label="Playing orders") as bar:
        numbers = []
        for number in play_orders(count, out, clock.now()):
            numbers.append(number)
            bar.update(1)
    click.echo(f"Last order: {numbers[-1]}")
