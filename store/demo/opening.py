"""A store ready to play: today's schema, and the demonstration in an empty one."""

import click
from flask_migrate import upgrade

from store import clock
from store.demo.load import loaded, steps


def open_demonstration() -> bool:
    """Bring the database to today's schema and load the demonstration if it is empty.

    Returns:
        Whether it had to be loaded.
    """
    upgrade()
    if loaded():
        return False
    at = clock.now()
    with click.progressbar(list(steps()), label="Loading the demonstration") as bar:
        for _name, (step, path) in bar:
            step(path, at)
    return True
