"""`flask order`: what an order is for those who do not have the store."""

from pathlib import Path

import click
from flask.cli import AppGroup

from store.orders.export import export
from store.orders.refusals import NotFound


group = AppGroup("order", help="Orders, for those who do not have the store.")


@group.command("export")
@click.argument("number")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A new folder.")
def export_order(number: str, out: Path) -> None:
    """Write the signed order NUMBER, its evidence and how to check them into one folder."""
    try:
        files = export(number, out)
    except (NotFound, FileExistsError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(files)} files in {out}")
