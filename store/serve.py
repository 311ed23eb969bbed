"""`make run`: one command that migrates, loads the demonstration and serves the store.

Everything is imported once: the web processes are forked from this one, the worker beside them is
a process of its own. gunicorn starts a web process again that ended, `Kept` the worker, and a press
is started by whoever prints next. TERM stops all gracefully.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Lock, Thread
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
from store.observe import log


THREADS = 8
WORKER = (sys.executable, "-m", "store.worker", "--with-parent")
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
STEADY_SECONDS = 10.0
STOP_SECONDS = 15.0


class Kept:
    """A process that is started again whenever it ends, after a pause that doubles to 15 s.

    The pause is half a second again once a process has lived for ten seconds.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self.command = list(command)
        self.process: subprocess.Popen[bytes] | None = None
        self._stop = Event()
        self._starting = Lock()
        self._thread = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Start the process and watch it."""
        self._thread.start()

    def stop(self) -> None:
        """End the process gracefully and start no other."""
        self._stop.set()
        with self._starting:
            if self.process is not None:
                self.process.terminate()
        self._thread.join(STOP_SECONDS)

    def _keep(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while self._started():
            began = time.monotonic()
            code = self.process.wait() if self.process else None
            if self._stop.is_set():
                return
            lived = time.monotonic() - began
            pause = FIRST_PAUSE_SECONDS if lived > STEADY_SECONDS else pause
            log.error("process_ended", command=self.command[1:], status=code, pause=pause)
            self._stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _started(self) -> bool:
        with self._starting:
            if not self._stop.is_set():
                self.process = subprocess.Popen(self.command)  # noqa: S603  our own command
        return not self._stop.is_set()


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
    worker = Kept(WORKER)
    worker.start()
    try:
        Server(app, settings, lambda _arbiter: welcome(settings)).run()
    finally:
        worker.stop()


if __name__ == "__main__":
    main()
