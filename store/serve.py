"""`make run`: one command that migrates, loads the demonstration and serves the store.

Everything is imported once: the web processes are forked from this one, the worker beside them is
a process of its own. TERM stops both gracefully.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import Flask
from flask_migrate import upgrade
from gunicorn.app.base import BaseApplication
from typing_extensions import override

from store import clock, create_app
from store.assets import build
from store.config import Settings
from store.demo.load import PASSWORD
from store.demo.opening import open_demonstration
from store.demo.scenes import play_scenes
from store.extensions import db
from store.forking import pre_fork


THREADS = 8


class Server(BaseApplication):
    """Gunicorn with the application already made."""

    def __init__(self, app: Flask, settings: Settings, ready: Callable[[object], None]) -> None:
        self.app = app
        self.settings = settings
        self.ready = ready
        super().__init__()

    @override
    def load_config(self) -> None:
        """Listen where it is said; keep the control socket in the instance folder."""
        address = urlsplit(self.settings.public_url)
        chosen = {
            "bind": self.settings.bind or f"{address.hostname}:{address.port or 80}",
            "workers": self.settings.web_processes,
            "threads": THREADS,
            "worker_class": "gthread",
            "graceful_timeout": 10,
            "control_socket": str(self.settings.instance / "gunicorn.sock"),
            "when_ready": self.ready,
            "pre_fork": pre_fork,
            "loglevel": "warning",
        }
        if self.cfg is None:
            raise RuntimeError("gunicorn makes its settings before it asks for them")
        for name, value in chosen.items():
            self.cfg.set(name, value)

    @override
    def load(self) -> Flask:
        """Return the application for the web processes."""
        return self.app


def prepare(app: Flask) -> None:
    """Bring the database to today's schema and load the demonstration into an empty one."""
    with app.app_context():
        build(Path(str(app.static_folder)))
        if app.extensions["settings"].mode == "demo":
            if open_demonstration():
                click.echo("Playing an order in each state")
                play_scenes(clock.now())
        else:
            upgrade()
        db.engine.dispose()


def welcome(settings: Settings) -> None:
    """Print where the store is and who can sign in."""
    click.echo(f"\n  Volant is open: {settings.public_url}/\n")
    if settings.mode == "demo":
        click.echo(f"  Demonstration sign-ins, all with the password {PASSWORD}:")
        for role, email in (
            ("customer", "claire.morel@example.fr"),
            ("dealer", "peugeot-paris-grenelle@dealers.example"),
            ("staff", "nora.petit@staff.example"),
            ("staff", "marc.dubois@staff.example"),
        ):
            click.echo(f"    {role:9} {email}")
        click.echo(f"  Every e-mail and SMS: {settings.public_url}/sandbox/mailbox\n")


def main() -> None:
    """Prepare, start the worker, serve until told to stop."""
    app = create_app()
    settings: Settings = app.extensions["settings"]
    prepare(app)
    worker = subprocess.Popen([sys.executable, "-m", "store.worker"])
    try:
        Server(app, settings, lambda _arbiter: welcome(settings)).run()
    finally:
        worker.terminate()
        worker.wait(timeout=15)


if __name__ == "__main__":
    main()
