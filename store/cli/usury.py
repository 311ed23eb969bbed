"""`flask market usury`: the ceilings of further quarters, from a file."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from financing import BadData, read_law, read_usury, usury_csv, with_quarters
from store.config import Settings
from store.journeys.tables import imported_usury
from store.markets.dated import DATA


group = AppGroup("usury", help="The usury ceilings of consumer credit.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(file: Path) -> None:
    """Take official ceilings from a CSV or JSON FILE; nothing is taken if a line is wrong."""
    settings: Settings = current_app.extensions["settings"]
    kept = imported_usury(settings.instance)
    law = read_law((DATA / "fr" / "credit.toml").read_text("utf-8"))
    try:
        if kept.exists():
            law = with_quarters(law, read_usury(kept.read_text("utf-8")))
        found = read_usury(file.read_text("utf-8"))
        law = with_quarters(law, found)
    except (BadData, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}") from error
    waiting = kept.with_suffix(".new")
    waiting.write_text(usury_csv(law.official().quarters), "utf-8")
    waiting.replace(kept)
    for quarter in found:
        percents = " / ".join(str(band.percent) for band in quarter.bands)
        click.echo(f"{quarter.key}: {percents} %, {quarter.source}")
