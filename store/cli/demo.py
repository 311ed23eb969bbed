"""`flask demo`: the demonstration's data and complete orders."""

from pathlib import Path

import click
from flask.cli import AppGroup, ScriptInfo
from typing_extensions import override

from store import clock
from store.config import Settings
from store.demo.opening import open_demonstration
from store.demo.play import play_orders


class DemonstrationGroup(AppGroup):
    """Commands that production refuses: they make invented people with a public password."""

    @override
    def invoke(self, ctx: click.Context) -> object:
        """Run a command of the group.

        Raises:
            ClickException: the store runs in production.
        """
        settings: Settings = ctx.ensure_object(ScriptInfo).load_app().extensions["settings"]
        if settings.production:
            raise click.ClickException("Production refuses the demonstration (VOLANT_MODE).")
        return super().invoke(ctx)


group = DemonstrationGroup("demo", help="The demonstration: its data and complete orders.")
FOLDER = click.Path(file_okay=False, path_type=Path)


@group.command("load")
def load() -> None:
    """Load the demonstration's price lists, dealers, people and stock into an empty store."""
    if not open_demonstration():
        click.echo("The demonstration is already here.")


@group.command("order")
@click.option("--out", type=FOLDER, help="Where to write the PDF, evidence, trust root and Deal.")
@click.option(
    "--count",
    type=click.IntRange(1, 100_000),
    default=1,
    show_default=True,
    help="How many orders to play.",
)
@click.option("--co-buyer", is_flag=True, help="Let two buy together: both sign.")
def order(out: Path | None, count: int, *, co_buyer: bool) -> None:
    """Play whole purchases through the verbs, without a browser."""
    open_demonstration()
    with click.progressbar(length=count, label="Playing orders") as bar:
        numbers = []
        for number in play_orders(count, out, clock.now(), co_buyer=co_buyer):
            numbers.append(number)
            bar.update(1)
    click.echo(f"Last order: {numbers[-1]}")
