"""Sparing a system that does not answer: nobody waits for it who could wait for its return.

A kept library (pybreaker) holds its lock during the call, so that one hanging letter would stop
the seven beside it; another (circuitbreaker) lets everybody through to try. This one lets one try.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from store import clock
from store.gateways.mail import DeliveryError, Unreachable


FAILURES = 2
FIRST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(seconds=30)
TRY_LASTS = timedelta(seconds=30)  # longer than any gateway waits for an answer


class Resting(DeliveryError):
    """The host did not answer lately and is left alone until a moment; nothing was tried."""

    def __init__(self, host: str, until: datetime) -> None:
        super().__init__(f"{host} does not answer; it is tried again at {until:%H:%M:%S} UTC")
        self.until = until


@dataclass
class Trouble:
    """How often a host failed in a row and until when it is left alone."""

    failures: int
    until: datetime


class Breaker:
    """Which hosts of this process do not answer."""

    def __init__(self) -> None:
        self._hosts: dict[str, Trouble] = {}
        self._alone = Lock()

    @contextmanager
    def guard(self, host: str) -> Iterator[None]:
        """Let a try through, unless the host is to be left alone, and learn from its end.

        Raises:
            Resting: It failed twice or more in a row, lately; one try at a time finds out.
        """
        self._enter(host, clock.now())
        try:
            yield
        except Unreachable:
            self._failed(host, clock.now())
            raise
        except BaseException:
            self._answered(host)
            raise
        self._answered(host)

    def _enter(self, host: str, at: datetime) -> None:
        with self._alone:
            trouble = self._hosts.get(host)
            if trouble is None or trouble.failures < FAILURES:
                return
            if at < trouble.until:
                raise Resting(host, trouble.until)
            trouble.until = at + TRY_LASTS

    def _failed(self, host: str, at: datetime) -> None:
        with self._alone:
            trouble = self._hosts.setdefault(host, Trouble(0, at))
            trouble.failures += 1
            doublings = min(max(trouble.failures - FAILURES, 0), 8)
            trouble.until = at + min(FIRST_REST * (1 << doublings), LONGEST_REST)

    def _answered(self, host: str) -> None:
        with self._alone:
            self._hosts.pop(host, None)
