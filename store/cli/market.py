"""`flask market`: a country's dated rules, checked, shown and applied to one car."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from store import clock
from store.cli.tables_answer import as_lines, ending_words, known, problems, rows_on
from store.cli.tax_answer import as_json, as_table, refusal
from store.cli.tax_figures import Typed, taxes_of
from store.journeys.endings import endings
from store.journeys.law_imports import import_law
from store.journeys.tables import tables
from store.markets import MARKETS, MarketError, market
from store.markets.law_file import WrongLawFile, full_name


group = AppGroup("market", help="A country's dated taxes and texts.")
COUNTRY = click.option(
    "--market", "key", type=click.Choice(sorted(MARKETS)), default="FR", show_default=True
)
JSON = click.option("--json", "machine", is_flag=True, help="For programs.")


@group.command("check")
def check() -> None:
    """Look for gaps and overlaps, and for tables that have ended or end within 45 days.

    Exits with 1 where there is a fault or such a table, so that a nightly run is noticed.
    """
    found = 0
    for key in sorted(MARKETS):
        country = market(key)
        wrong = problems(country)
        found += len(wrong)
        click.echo(f"{key}: {len(wrong)} faults")
        for sentence in (*wrong, *known(country, clock.today())):
            click.echo(sentence)
    ending = endings(clock.today(), tables())
    for row in ending:
        click.echo(ending_words(row), err=True)
    if found or ending:
        sys.exit(1)


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(file: Path) -> None:
    """Add the rows of a TOML FILE to a market's law tables, at once and without a release.

    Nothing is taken if a line is wrong. Signed orders keep their prices.
    """
    try:
        done = import_law(file.read_bytes(), file.name, clock.now())
    except WrongLawFile as error:
        where = f"{file}:{error.line}" if error.line else str(file)
        click.echo(f"{where}: {error.reason}", err=True)
        sys.exit(2)
    for one in done.rows:
        until = one.row.until or "further notice"
        click.echo(f"{full_name(one.table, one.row)}: {one.row.starts} to {until}")
    click.echo(f"{'Kept' if done.new else 'Already kept'}: {done.sha256}")


@group.command("show")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day.")
@COUNTRY
@JSON
def show(on: datetime, key: str, *, machine: bool) -> None:
    """Print every table in force on a day, its values and its source."""
    rows = list(rows_on(market(key), on.date()))
    if machine:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    for row in rows:
        for line in as_lines(row):
            click.echo(line)


@group.command("taxes")
@click.option("--on", required=True, help="Day of the registration.")
@click.option("--region", help="Code of the holder's region, e.g. 11 (INSEE) or ENG.")
@click.option("--postcode", help="Instead of the region.")
@click.option("--co2", help="WLTP, g/km.")
@click.option("--mass", help="In running order, kg.")
@click.option("--cv", help="Fiscal horsepower.")
@click.option(
    "--energy", help="petrol, diesel, bev, phev, hev, mhev, h2, e85, lpg; phev where --range is."
)
@click.option("--range", default="0", help="Electric range, km.")
@click.option("--seats", default="5", show_default=True)
@click.option("--children", default="0", help="At charge; the family refund is taken off.")
@click.option("--wheelchair", is_flag=True, help="A disability card in the household.")
@COUNTRY
@JSON
def taxes(key: str, *, machine: bool, **typed: Any) -> None:  # noqa: ANN401 - the options' texts
    """Tax one car registered for the first time, line by line."""
    country = market(key)
    try:
        region, on, due = taxes_of(Typed(**typed), country)
    except MarketError as error:
        said, status = refusal(error)
        click.echo(json.dumps({"error": said}) if machine else said["message"], err=not machine)
        sys.exit(status)
    if machine:
        click.echo(as_json(region, on, due))
        return
    for line in as_table(region, on, due, country.currency):
        click.echo(line)
