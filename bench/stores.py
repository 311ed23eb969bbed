"""A seeded store in a folder, opened in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from store import create_app
from store.config import Settings
from store.demo.opening import open_demonstration
from store.extensions import db


SECRET = "a secret of the bench, long enough for it"


@contextmanager
def opened(instance: Path, database_url: str = "") -> Iterator[Flask]:
    """Open the store of a folder, in its own database by default, seeding it at first."""
    settings = Settings(
        mode="test",  # without the limits, which a load from one address would meet
        instance=instance,
        secret_key=SECRET,
        database_url=database_url or f"sqlite:///{instance / 'volant.db'}",
    )
    app = create_app(settings)
    with app.app_context():
        open_demonstration()
        yield app
        db.session.remove()
        db.engine.dispose()
