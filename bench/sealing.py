"""Two workers seal many orders before a timestamp authority that fails one question in ten."""

import multiprocessing
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from multiprocessing.synchronize import Barrier
from pathlib import Path

from pyhanko.sign.timestamps import TimeStamper
from sqlalchemy import and_, func, select

import esign
from esign import Authority, Signer, TimestampSource
from store.extensions import db
from store.gateways.archive import FolderArchive
from store.gateways.press import signature_typeface
from store.gateways.registry import Gateways
from store.gateways.trust import Trust
from store.models import Order, OrderDocument, OrderEvent, OutboxMessage
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.documents import latest_signed
from store.orders.events import chain
from store.orders.outbox import Owed
from tests.esign.dead_timestamps import DeadTimestamps
from tests.situations import MOMENT, an_accepted_order
from tests.store.orders.conftest import lean_app, seed
from tests.store.orders.fakes import CardTwin, DealerTwin, MailTwin, SmsTwin


WORKERS = 2
FAILING = 0.1
BATCH = 5
STEP = timedelta(seconds=5)
PASSPHRASE = b"of the proof alone"
JOBS = ("countersign", "seal")
PATIENCE_SECONDS = 3600


@dataclass(frozen=True)
class Tally:
    """What became of the orders.

    Attributes:
        orders: How many there were.
        sealed: How many verify, with their evidence, as signed by both and raised.
        twice: Orders with more than one signature event of a kind.
        failures: How often a job failed and was tried again.
    """

    orders: int
    sealed: int
    twice: int
    failures: int


@dataclass
class Moody:
    """A timestamp authority that is dead when chance says so."""

    inner: TimestampSource
    chance: random.Random

    def stamper(self, at: datetime) -> TimeStamper:
        dead = self.chance.random() < FAILING
        return (DeadTimestamps() if dead else self.inner).stamper(at)


@dataclass(frozen=True)
class MoodyTrust(Trust):
    """The seal of an installation, before a moody authority."""

    number: int = 0

    @cached_property
    def signer(self) -> Signer:
        """The seal."""
        signer = self.authority.signer(signature_typeface())
        return replace(signer, timestamps=Moody(signer.timestamps, random.Random(self.number)))


def sealed_by_two(url: str, folder: Path, count: int) -> Tally:
    """Make orders, let two processes seal them, and look at every one.

    Args:
        url: An empty database.
        folder: For the archive and the keys.
        count: How many orders.

    Raises:
        RuntimeError: A worker died.
    """
    authority = Authority.create(MOMENT - timedelta(days=1))
    for name, content in authority.dump(PASSPHRASE).items():
        (folder / name).write_bytes(content)
    app = lean_app(url, folder)
    seed(app)
    app.extensions["gateways"] = _outside(folder, Trust(lambda: authority, test=True))
    with app.app_context():
        for number in range(count):
            an_accepted_order(email=f"buyer-{number}@example.fr")
        db.session.remove()
        db.engine.dispose()
        _let_work(url, folder)
        return _tally(folder, authority.trust)


def _let_work(url: str, folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(WORKERS)
    workers = [
        context.Process(target=_work, args=(url, folder, number, start))
        for number in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE_SECONDS)
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("a worker died")


def _work(url: str, folder: Path, number: int, start: Barrier) -> None:
    """Deliver, as a worker does, until nothing is owed; time goes on by itself."""
    files = {path.name: path.read_bytes() for path in folder.glob("*.*") if path.is_file()}
    app = lean_app(url, folder)
    trust = MoodyTrust(lambda: Authority.load(files, PASSPHRASE), test=True, number=number)
    app.extensions["gateways"] = _outside(folder, trust)
    handlers = {kind: HANDLERS[kind] if kind in JOBS else _nothing for kind in HANDLERS}
    at = MOMENT + timedelta(hours=1)
    with app.app_context():
        start.wait(PATIENCE_SECONDS)
        while deliver_due(handlers, at, BATCH) or _owed():
            at += STEP


def _owed() -> int:
    ends = (OutboxMessage.delivered_at, OutboxMessage.dead_at, OutboxMessage.expired_at)
    waiting = and_(*[end.is_(None) for end in ends])
    count = db.session.scalar(select(func.count(OutboxMessage.id)).where(waiting)) or 0
    db.session.rollback()
    return count


def _nothing(_owed: Owed, _at: datetime) -> None:
    """Deliver what this proof is not about."""


def _outside(folder: Path, trust: Trust) -> Gateways:
    return Gateways(
        payments=CardTwin(),
        mail=MailTwin(),
        sms=SmsTwin(),
        dealer_system=DealerTwin(),
        archive=FolderArchive(folder / "archive"),
        trust=trust,
    )


def _tally(folder: Path, root: bytes) -> Tally:
    archive = FolderArchive(folder / "archive")
    orders = db.session.scalars(select(Order.id)).all()
    good = [_is_sealed(one, archive.get, root) for one in orders]
    signing = OrderEvent.kind.in_(("sign", *JOBS))
    by_kind = select(OrderEvent.order_id).where(signing)
    several = by_kind.group_by(OrderEvent.order_id, OrderEvent.kind).having(func.count() > 1)
    tries = select(func.sum(OutboxMessage.attempts - 1)).where(OutboxMessage.kind.in_(JOBS))
    return Tally(
        orders=len(orders),
        sealed=sum(good),
        twice=len(db.session.scalars(several).all()),
        failures=int(db.session.scalar(tries) or 0),
    )


def _is_sealed(order_id: str, get: Callable[[str], bytes], root: bytes) -> bool:
    kept: OrderDocument = latest_signed(order_id)
    report = esign.verify(get(kept.name), chain(order_id), root)
    return kept.kind == "sealed" and report.ok and not report.pending
