"""A whole store on this machine: `store.serve`, its processes, its visitors and what is owed."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bench.serving import ROOT, free_port
from bench.stores import SECRET
from bench.visitor import Visitor, begin_journey
from store import clock
from store.extensions import db
from store.models import OutboxMessage
from store.orders.letters import Post, send
from tests.store.gateways.mail_server import Server
from tests.store.orders.test_deliveries import FACTS
from tests.store.shop.walking import answers


PATIENCE_SECONDS = 120.0
KINDS = {"web": "store.serve", "worker": "store.worker", "press": "store.gateways.printing"}
OK, SEE_OTHER = 200, 303


@dataclass
class Run:
    """A store that runs, what its visitors were answered, and the letters that are owed."""

    port: int
    process: "subprocess.Popen[bytes]"
    mail: Server
    order: str
    buyer: Visitor
    answers: Counter[str] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)
    unwritten: int = 0

    def part(self, kind: str) -> set[int]:
        """Return the ids of the living processes of a kind: web, worker or press."""
        found = _below(self.process.pid)
        return {pid for pid, command in found.items() if KINDS[kind] in command}

    def owe(self) -> None:
        """Owe one more letter; a database that is away takes none, and says so."""
        reference = f"outage-{len(self.keys)}"
        post = Post(template="accepted", reference=reference, to="reader@example.fr", locale="fr",
                    facts=FACTS, order_id=self.order)  # fmt: skip
        try:
            send(post, clock.now())
        except OperationalError:
            db.session.rollback()
            self.unwritten += 1
        else:
            self.keys.append(f"mail:accepted:{reference}")


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return a page's status and text; "cut off" where the server ended in the middle."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return str(answer.status), answer.read().decode(errors="replace")
    except (OSError, HTTPException):
        return "cut off", ""
    finally:
        connection.close()


def print_sheet(run: Run) -> None:
    """Ask for a credit sheet until it is printed."""
    path = f"/journeys/{run.buyer.journey}/finance/loan/sheet.pdf"
    cookie = {"Cookie": run.buyer.headers["Cookie"]}
    until(lambda: get(run.port, path, cookie)[0] == str(OK), "the press prints nothing")


def waiting(run: Run) -> set[str]:
    rows = select(OutboxMessage.key).where(OutboxMessage.delivered_at.is_not(None))
    try:
        delivered = set(db.session.scalars(rows))
    except OperationalError:
        delivered = set()
    db.session.rollback()
    return set(run.keys) - delivered


def until(holds: Callable[[], bool], wrong: str) -> None:
    last = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > last:
            raise RuntimeError(wrong)
        time.sleep(0.05)


def a_buyer(port: int) -> Visitor:
    """Begin a journey and answer as far as the ways to pay."""
    one, given = begin_journey(port, "peugeot", "208"), answers()
    plain = {name: value for name, value in one.headers.items() if name != "HX-Request"}
    for step, values in (("where", given["where"]), ("trade-in/none", {})):
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        form = urlencode({**values, "csrf_token": one.token})
        connection.request("POST", f"/journeys/{one.journey}/{step}", form, plain)
        if connection.getresponse().status != SEE_OTHER:
            raise RuntimeError(f"the buyer's answer was refused: {step}")
        connection.close()
    return one


@contextmanager
def whole_store(
    instance: Path, url: str, mail_port: int
) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Open a whole store with two web processes, and a Redis that nobody answers for."""
    port, nobody = free_port(), free_port()
    environ = os.environ | {
        "VOLANT_MODE": "demo",
        "VOLANT_INSTANCE": str(instance),
        "DATABASE_URL": url,
        "SECRET_KEY": SECRET,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "REDIS_URL": f"redis://127.0.0.1:{nobody}/0",
        "RATE_LIMIT": "100000/minute",
        "WEB_PROCESSES": "2",
    }
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        (sys.executable, "-m", "store.serve"), cwd=ROOT, env=environ, stdout=quiet, stderr=quiet
    )
    try:
        until(lambda: get(port, "/healthz")[0] == str(OK), "the store does not answer")
        yield port, process
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _below(pid: int) -> dict[int, str]:
    """Return the processes below one, by id, with their commands (proc(5))."""
    parents, commands = dict[int, int](), dict[int, str]()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            if stat[0] != "Z":
                parents[int(folder.name)] = int(stat[1])
                commands[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
    found, wanted = dict[int, str](), [pid]
    while wanted:
        below = [one for one, parent in parents.items() if parent == wanted[0]]
        found |= {one: commands[one] for one in below}
        wanted = [*wanted[1:], *below]
    return found
