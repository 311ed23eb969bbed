"""How a command refuses the file it was given: one line, the file first, exit code 2."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from typing_extensions import override

from financing import BadData
from store.textfile import NotText


FILE = click.Path(path_type=Path)


class FileRefused(click.ClickException):
    """The file cannot be read, or is not what the command takes; nothing was changed."""

    exit_code = 2

    def __init__(self, file: Path, reason: object) -> None:
        super().__init__(f"{file}: {reason}")

    @override
    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line alone, as compilers do."""
        click.echo(self.message, file=file, err=True)


@contextmanager
def refusing(file: Path) -> Iterator[None]:
    """Turn what reading a file raises into its refusal."""
    try:
        yield
    except OSError as error:
        raise FileRefused(file, error.strerror) from error
    except (NotText, BadData) as error:
        raise FileRefused(file, error) from error
