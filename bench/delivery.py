"""How long a code or a link waits: `python -m bench.delivery [ROUNDS] [DATABASE_URL]`.

A store's own worker process beside a mail server and a dealer's system on this machine; the rows
are owed by another process, as by the web's. Three runs: all answer; the mail server takes every
connection and says nothing; the worker is killed every few seconds while letters are owed.
"""

import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from bench.stores import SECRET, opened
from store import clock
from store.demo.play import play_orders
from store.extensions import db, transaction
from store.models import Dealer, Heartbeat, Order, OutboxMessage
from store.orders.letters import Post, send
from store.orders.outbox import SECRETS, owe
from store.serve import Kept
from tests.store.gateways.loopback import receiving
from tests.store.gateways.mail_server import mail_server
from tests.store.orders.test_deliveries import FACTS


KINDS = (
    "code", "sign_in", "co_sign", "co_sign_reminder", "resume", "review", "test_drive",
    "test_drive_answer",
)  # fmt: skip
ROUNDS = 12
PATIENCE_SECONDS = 120.0
KILLS = 4
BETWEEN_KILLS_SECONDS = 12.0
TO = "reader@example.fr"


def main() -> None:
    """Print the three runs."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    url = sys.argv[2] if len(sys.argv) > 2 else ""  # noqa: PLR2004  the second of two arguments
    with tempfile.TemporaryDirectory(prefix="volant-delivery-") as folder:  # noqa: SIM117  in order
        with opened(Path(folder), url), receiving() as dealer:
            number = next(iter(play_orders(1, None, clock.now(), days=0)))
            order = db.session.scalars(select(Order).where(Order.number == number)).one().id
            with transaction():
                named = db.session.scalars(select(Dealer)).first()
                if named is None:
                    raise RuntimeError("the demonstration has no dealer")
                named.webhook_url = f"{dealer.url}/hook"
                dealer_id = named.id
            run = Run(order, dealer_id, Path(folder), url)
            run.answering(rounds)
            run.hanging(rounds)
            run.killed()


class Run:
    """A store, an order the letters are about and a dealer whose system is told."""

    def __init__(self, order: str, dealer: str, instance: Path, url: str) -> None:
        self.order, self.dealer, self.instance, self.url = order, dealer, instance, url
        self.count = 0

    def answering(self, rounds: int) -> None:
        """Print how long each kind waits where everybody answers."""
        with mail_server() as server, self._worker(server.port):
            waits: dict[str, list[float]] = {}
            for _ in range(rounds):
                for kind in KINDS:
                    waits.setdefault(kind, []).append(_until_delivered([self._letter(kind)]))
                for kind in ("sms", "webhook"):
                    waits.setdefault(kind, []).append(_until_delivered([self._owe(kind)]))
        for kind, seconds in waits.items():
            print(f"{kind:20} {len(seconds):4} owed, delivered after p95 {_p95(seconds):6.2f} s")

    def hanging(self, rounds: int) -> None:
        """Print how long texts and dealers' messages wait while the mail server hangs."""
        with socket.create_server(("127.0.0.1", 0)) as silent:
            with self._worker(silent.getsockname()[1]):
                waits: dict[str, list[float]] = {"sms": [], "webhook": []}
                for _ in range(rounds):
                    self._letter("sign_in")
                    self._letter("signed")
                    for kind, seconds in waits.items():
                        seconds.append(_until_delivered([self._owe(kind)]))
            for kind, seconds in waits.items():
                words = f"mail hangs: {kind}"
                print(
                    f"{words:20} {len(seconds):4} owed, delivered after p95 {_p95(seconds):6.2f} s"
                )

    def killed(self) -> None:
        """Kill the worker under load; print how soon it is back and that nothing is lost."""
        with mail_server() as server:
            before = len(server.letters)
            with self._worker(server.port) as worker:
                keys, backs = [], []
                for _ in range(KILLS):
                    until = time.monotonic() + BETWEEN_KILLS_SECONDS
                    while time.monotonic() < until:
                        keys += [self._letter("sign_in"), self._letter("accepted")]
                        time.sleep(0.05)
                    backs.append(self._killed(worker))
                rest = _until_delivered(keys)
            ids = [_message_id(one) for one in server.letters[before:]]
        print(
            f"killed {KILLS} times   {len(keys):5} owed, {len(set(keys)) - _delivered(keys)} lost, "
            f"{len(ids) - len(set(ids))} repeated under the same Message-ID, back after at most "
            f"{max(backs):.1f} s, all delivered {rest:.1f} s after the last"
        )

    def _killed(self, worker: Kept) -> float:
        """Kill the worker and return after how long its successor shows itself."""
        began, at = time.monotonic(), clock.now()
        if worker.process is not None:
            os.kill(worker.process.pid, signal.SIGKILL)
        alive = select(Heartbeat.name).where(Heartbeat.kind == "worker", Heartbeat.beat_at > at)
        while not _seen(alive):
            if time.monotonic() - began > PATIENCE_SECONDS:
                raise RuntimeError("the worker did not come back")
            time.sleep(0.05)
        return time.monotonic() - began

    def _letter(self, template: str) -> str:
        self.count += 1
        reference = f"bench-{self.count}"
        post = Post(
            template=template,
            reference=reference,
            to=TO,
            locale="fr",
            facts=FACTS,
            secrets={"code": "123456", "token": "t0ken"} if template in KINDS else {},
            order_id=self.order,
        )
        send(post, clock.now())
        return f"mail:{template}:{reference}"

    def _owe(self, kind: str) -> str:
        self.count += 1
        payloads: Mapping[str, dict[str, object]] = {
            "sms": {"to": "+33612345678", "locale": "fr", SECRETS: {"code": "123456"}},
            "webhook": {"dealer_id": self.dealer, "body": {"event": "bench"}},
        }
        key = f"{kind}:bench-{self.count}"
        with transaction():
            owe(kind, key, payloads[kind], self.order, clock.now())
        return key

    @contextmanager
    def _worker(self, port: int) -> Iterator[Kept]:
        environ = {"VOLANT_MODE": "demo", "VOLANT_INSTANCE": str(self.instance)}
        environ |= {"SECRET_KEY": SECRET, "MAIL_URL": f"smtp://127.0.0.1:{port}"}
        if self.url:
            environ["DATABASE_URL"] = self.url
        words = [f"{name}={value}" for name, value in environ.items()]
        kept = Kept(("/usr/bin/env", *words, sys.executable, "-m", "store.worker"))
        kept.start()
        try:
            at = clock.now()
            while not _seen(select(Heartbeat.name).where(Heartbeat.beat_at > at)):
                time.sleep(0.05)
            yield kept
        finally:
            kept.stop()


def _until_delivered(keys: list[str]) -> float:
    """Return how long, from now on, it takes until all of these are delivered."""
    began = time.monotonic()
    while _delivered(keys) < len(keys):
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise RuntimeError("not everything was delivered")
        time.sleep(0.02)
    return time.monotonic() - began


def _delivered(keys: list[str]) -> int:
    rows = select(OutboxMessage.key).where(OutboxMessage.delivered_at.is_not(None))
    found = set(db.session.scalars(rows))
    db.session.rollback()
    return len(found & set(keys))


def _seen(query: object) -> bool:
    found = db.session.execute(query).first()  # type: ignore[call-overload]
    db.session.rollback()
    return found is not None


def _message_id(letter: bytes) -> bytes:
    return next(line for line in letter.splitlines() if line.lower().startswith(b"message-id:"))


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[min(int(len(seconds) * 0.95), len(seconds) - 1)]


if __name__ == "__main__":
    main()
