"""Turns at slow work: how many threads work, how many wait, how many of one visitor, how long.

A web process has few threads. Whatever takes long is done behind one of the `Turns` below, so that
threads remain for pages; who finds no room is told at once when to come back, and nothing is lost.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Condition


class QueueFull(RuntimeError):
    """Too many wait already, or a turn did not come in time."""


class QuotaExceeded(RuntimeError):
    """One visitor has as much of this work in hand as they may."""


class Turns:
    """A bounded queue before some slow work.

    Args:
        at_once: Threads that work.
        waiting: Threads that wait for their turn; the next one is refused.
        each: Threads of one visitor, working and waiting; None where nobody is counted.
        patience: Seconds that a thread waits for its turn.
        room: Shared by several queues: threads of all of them.
    """

    def __init__(
        self,
        *,
        at_once: int,
        waiting: int,
        each: int | None = None,
        patience: float = 10.0,
        room: BoundedSemaphore | None = None,
    ) -> None:
        self.at_once = at_once
        self.most = at_once + waiting
        self.each = each
        self.patience = patience
        self.room = room or BoundedSemaphore(self.most)
        self._changed = Condition()
        self._inside = 0
        self._working = 0
        self._of = Counter[str]()

    @contextmanager
    def turn(self, visitor: str = "") -> Iterator[None]:
        """Work in turn.

        Args:
            visitor: Whose quota counts; "" for nobody's.

        Raises:
            QuotaExceeded: The visitor has `each` in hand.
            QueueFull: There is no room, or the turn did not come in time.
        """
        self._enter(visitor)
        try:
            self._await()
            try:
                yield
            finally:
                with self._changed:
                    self._working -= 1
                    self._changed.notify()
        finally:
            self._leave(visitor)

    def _enter(self, visitor: str) -> None:
        with self._changed:
            if visitor and self.each is not None and self._of[visitor] >= self.each:
                raise QuotaExceeded(f"{self.each} at once")
            if self._inside >= self.most or not self.room.acquire(blocking=False):
                raise QueueFull(f"{self._inside} inside")
            self._inside += 1
            self._of[visitor] += 1

    def _await(self) -> None:
        with self._changed:
            free = self._changed.wait_for(lambda: self._working < self.at_once, self.patience)
            if not free:
                raise QueueFull(f"no turn in {self.patience} s")
            self._working += 1

    def _leave(self, visitor: str) -> None:
        with self._changed:
            self._inside -= 1
            self._of[visitor] -= 1
            if not self._of[visitor]:
                del self._of[visitor]
        self.room.release()


# Of the eight threads of a web process (store/serve.py) at most four do slow work for strangers
# and three print contracts. What a press makes is made one at a time: these are those who ask.
STRANGERS = BoundedSemaphore(4)
SHEETS = Turns(at_once=3, waiting=0, each=2, room=STRANGERS)
VIEWS = Turns(at_once=3, waiting=5)  # a few milliseconds each, but for the first of a process
SHARED = Turns(at_once=2, waiting=0, each=1, room=STRANGERS)
UPLOADS = Turns(at_once=2, waiting=1, each=2, patience=20.0, room=STRANGERS)
CONTRACTS = Turns(at_once=3, waiting=0)
