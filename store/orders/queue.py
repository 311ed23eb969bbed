"""What the worker does every minute, and what a command or a test does in its place."""

from collections.abc import Callable
from datetime import datetime

import structlog

from store import clock
from store.extensions import db
from store.gateways.registry import gateways
from store.gateways.sandbox import SandboxPayments
from store.orders.day_seals import owe_day_seals
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.expire import expire_due
from store.orders.hold import release_expired
from store.orders.lapse import lapse_due
from store.orders.one_time import forget
from store.orders.remind import remind_due
from store.orders.renew import watch_holds
from store.orders.settle import settle_open


BATCH = 5  # few enough that slow systems cannot outlast the lease

log = structlog.get_logger("volant")


def deliver_all() -> int:
    """Deliver in every lane until nothing is due, and return how many rows were taken."""
    total = 0
    while taken := deliver_due(HANDLERS, clock.now(), BATCH):
        total += taken
    return total


def post_sandbox_events(at: datetime) -> int:
    """Let the payment sandbox, where it stands in for a provider, repeat its webhooks."""
    provider = gateways().payments
    return provider.events.deliver_pending(at) if isinstance(provider, SandboxPayments) else 0


def ask_outside() -> None:
    """Do what falls due by the clock and asks somebody outside, who may be slow to answer."""
    _do(
        ("sandbox_events", post_sandbox_events),
        ("settle", settle_open),
        ("watch_holds", watch_holds),
    )


def tidy() -> None:
    """Do what falls due by the clock and asks nobody outside."""
    _do(
        ("lapse", lapse_due),
        ("remind", remind_due),
        ("expire", expire_due),
        ("day_seals", owe_day_seals),
        ("release_holds", release_expired),
        ("forget_codes", forget),
    )


def _do(*duties: tuple[str, Callable[[datetime], int]]) -> None:
    """Do each duty; one that fails is tried in a minute and stops no other."""
    at = clock.now()
    for name, work in duties:
        try:
            count = work(at)
        except Exception:
            db.session.rollback()
            log.exception("untidied", what=name)
            continue
        if count:
            log.info("tidied", what=name, count=count)
