"""Progress on the error output, while a model is trained: a bar on a terminal, and lines."""

import sys
from collections.abc import Iterable, Iterator

import click


TICK = 1_000
STEPS = 13


class Bar:
    """A bar of the stages done; each stage also stays as a line of its own."""

    def __init__(self) -> None:
        self._bar = click.progressbar(
            length=STEPS,
            item_show_func=lambda line: line,
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        )

    def say(self, line: str) -> None:
        """Begin the next stage."""
        click.echo(f"\r{line}" if sys.stderr.isatty() else line, err=True)
        self._bar.update(1, line)

    def counted(self, rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
        """Pass rows on, counting them."""
        for number, row in enumerate(rows, 1):
            if number % TICK == 0:
                self._bar.update(0, f"{number:,} rows")
            yield row
