"""A gunicorn of one worker and eight threads on a free loopback port, for whichever application."""

import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep


ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running server: where it listens, its process, how long it took to answer."""

    port: int
    pid: int
    seconds: float


def free_port() -> int:
    """Return a loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(target: str, environ: Mapping[str, str], port: int) -> Iterator[Served]:
    """Serve an application factory until the block ends."""
    command = [
        sys.executable, "-m", "gunicorn", target, "--bind", f"127.0.0.1:{port}", "--workers", "1",
        "--threads", "8", "--worker-class", "gthread", "--log-level", "error", "--preload",
        "--no-control-socket", "--config", "store/forking.py",
    ]  # fmt: skip
    began = monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=dict(environ))
    try:
        _wait(port, process)
        yield Served(port, process.pid, monotonic() - began)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = monotonic() + PATIENCE_SECONDS
    while monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            probe = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
            probe.request("GET", "/healthz")
            probe.getresponse().read()
        except OSError:
            sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not answer")
