"""Whole purchases through the verbs, by one process and by as many as there are cores.

Without PDF work means: a purchase order is printed, prepared and sealed once; afterwards the same
files stand in for every other one, as does what is read out of them. All else is done each time:
the journey, the Deal, codes, events, archive, payment, a dealer chosen and most accepting; then, as
by the worker, every letter rendered and delivered, the evidence and the archive's seal.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import ColumnElement, func, select

import esign
from bench.stores import opened
from store import clock
from store.demo.play import play_orders
from store.extensions import db
from store.models import Order, OutboxMessage
from store.orders import evidence, paper
from store.orders.queue import deliver_all


PRINTED = 6
WARM = 10
COUNT = 100
PROCESSES = 2
NUMBERS = 100_000  # purchases of different processes have different numbers
PATIENCE_SECONDS = 600
PDF_WORK: tuple[tuple[Any, str, Callable[..., object]], ...] = (
    (paper, "illustration", lambda *_said: None),
    (paper, "prepare_order", lambda *_said: None),
    (evidence, "print_evidence", lambda *_said: None),
    (esign, "sign", lambda _pdf, role, *_said: role),
    (esign, "seal_document", lambda *_said: "evidence"),
    (esign, "augment", lambda _pdf, *_said: "sealed"),
    (esign, "signature_record", len),  # the countersigned file is the longer one
)


def printed_orders(instance: Path) -> float:
    """Return complete orders a second with all their PDF work, in one process."""
    with opened(instance):
        at = clock.now()
        list(play_orders(1, None, at))
        began = perf_counter()
        list(play_orders(PRINTED, None, at, days=0))
        return PRINTED / (perf_counter() - began)


def unprinted_orders(instance: Path, processes: int) -> Iterator[tuple[str, float]]:
    """Yield orders a second without PDF work, by processes of one store, for each half and both.

    Raises:
        RuntimeError: an order is not before a dealer, or something is still owed.
    """
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(processes + 1)
    at = clock.now()
    with opened(instance):
        before, there = _unfinished(), _count(Order.id.is_not(None))
        workers = [
            context.Process(target=_work, args=(instance, there + number * NUMBERS, at, gate))
            for number in range(1, processes + 1)
        ]
        for worker in workers:
            worker.start()
        moments = [_passed(gate) for _ in range(3)]
        for worker in workers:
            worker.join(PATIENCE_SECONDS)
        if any(worker.exitcode for worker in workers) or _unfinished() > before:
            raise RuntimeError("not every order of the bench was completed")
    began, taken, delivered = moments
    yield "taken", COUNT * processes / (taken - began)
    yield "delivered", COUNT * processes / (delivered - taken)
    yield "both", COUNT * processes / (delivered - began)


def _passed(gate: Barrier) -> float:
    gate.wait(PATIENCE_SECONDS)
    return perf_counter()


def _unfinished() -> int:
    """Return how many letters and the like are owed, and orders that no dealer has yet."""
    owed = _count(OutboxMessage.delivered_at.is_(None) & OutboxMessage.expired_at.is_(None))
    return owed + _count(Order.state.not_in({"offered", "accepted"}))


def _count(which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).where(which)) or 0


def _work(instance: Path, first: int, at: datetime, gate: Barrier) -> None:
    with opened(instance), pdf_kept():
        try:
            list(play_orders(WARM, None, at, first=first, days=0))
            gate.wait(PATIENCE_SECONDS)
            list(play_orders(COUNT, None, at, first=first + WARM, days=0, delivered=False))
            gate.wait(PATIENCE_SECONDS)
            deliver_all()
            gate.wait(PATIENCE_SECONDS)
        except BaseException:
            gate.abort()  # the others wait for nobody
            raise


@contextmanager
def pdf_kept() -> Iterator[None]:
    """Let the first answer of each piece of PDF work stand for the later ones."""
    works = [getattr(module, name) for module, name, _key in PDF_WORK]
    for work, (module, name, key) in zip(works, PDF_WORK, strict=True):
        setattr(module, name, _kept(work, key))
    try:
        yield
    finally:
        for work, (module, name, _key) in zip(works, PDF_WORK, strict=True):
            setattr(module, name, work)


def _kept(work: Callable[..., object], key: Callable[..., object]) -> Callable[..., object]:
    answers: dict[object, object] = {}

    def answer(*said: Any, **named: object) -> object:  # noqa: ANN401  whatever the work takes
        which = key(*said)
        if which not in answers:
            answers[which] = work(*said, **named)
        return answers[which]

    return answer
