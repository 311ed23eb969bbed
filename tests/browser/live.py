"""The store as a real server on a loopback port, with its worker's work done on demand."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Thread
from typing import TypeVar

from flask import Flask
from typing_extensions import override
from werkzeug.serving import WSGIRequestHandler, make_server

from store import create_app
from store.config import Settings
from store.extensions import db
from store.orders.queue import deliver_all


HOST = "127.0.0.1"
T = TypeVar("T")


class QuietHandler(WSGIRequestHandler):
    """Writes no line for each request."""

    @override
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: a test that fails shows its page."""
        del code, size


@dataclass(frozen=True)
class LiveStore:
    """A store that listens at `url`."""

    app: Flask
    url: str

    def run(self, work: Callable[[], T]) -> T:
        """Do something inside the application, in a thread where no browser's loop runs."""

        def inside() -> T:
            with self.app.app_context():
                return work()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(inside).result()

    def deliver(self) -> None:
        """Do what the worker does when it is woken: send what is owed."""
        self.run(deliver_all)


@contextmanager
def serve(settings: Settings) -> Iterator[LiveStore]:
    """Serve a store on a free port until the block ends."""
    with socket.create_server((HOST, 0)) as door:
        url = f"http://{HOST}:{door.getsockname()[1]}"
        app = create_app(replace(settings, public_url=url))
        server = make_server(
            HOST, 0, app, threaded=True, request_handler=QuietHandler, fd=door.fileno()
        )
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield LiveStore(app, url)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            with app.app_context():
                db.engine.dispose()
