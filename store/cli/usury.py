"""`flask market usury`: the ceilings of further quarters, from a file."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from financing import read_law, read_usury, usury_csv, with_quarters
from store.cli.refused import FILE, refusing
from store.config import Settings
from store.journeys.tables import imported_usury
from store.markets.dated import DATA
from store.textfile import read_text


MOST_BYTES = 2_000_000
group = AppGroup("usury", help="The usury ceilings of consumer credit.")


@group.command("import")
@click.argument("file", type=FILE)
def import_file(file: Path) -> None:
    """Take official ceilings from a CSV or JSON FILE; nothing is taken if a line is wrong."""
    settings: Settings = current_app.extensions["settings"]
    kept = imported_usury(settings.instance)
    law = read_law((DATA / "fr" / "credit.toml").read_text("utf-8"))
    if kept.exists():
        law = with_quarters(law, read_usury(kept.read_text("utf-8")))
    with refusing(file):
        found = read_usury(read_text(file, MOST_BYTES))
        law = with_quarters(law, found)
    waiting = kept.with_suffix(".new")
    waiting.write_text(usury_csv(law.official().quarters), "utf-8")
    waiting.replace(kept)
    for quarter in found:
        percents = " / ".join(str(band.percent) for band in quarter.bands)
        click.echo(f"{quarter.key}: {percents} %, {quarter.source}")
