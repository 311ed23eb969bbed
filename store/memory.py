"""What a process keeps in memory: one declared table, each entry made by one thread at a time.

A function under `remembered` answers from memory when it was asked the same before. While one
thread makes a missing answer, others that ask for the same wait for it instead of making it too
(single flight): right after a start, sixty-four visitors ask for the same page at once.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import update_wrapper
from threading import Event, Lock
from typing import Any, Generic, ParamSpec, TypeVar


P = ParamSpec("P")
Answer = TypeVar("Answer")


class SingleFlight:
    """Work by key: of the threads that want the same, one works and the others wait for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._making: dict[Hashable, Event] = {}

    def answer(
        self,
        key: Hashable,
        find: Callable[[], tuple[Answer] | None],
        make: Callable[[], Answer],
    ) -> Answer:
        """Return what is found, else what one thread makes.

        Args:
            key: What is wanted.
            find: Looks for a finished answer; asked again after each wait. It must find what
                `make` returned, or the waiting threads make it one after the other.
            make: Makes and keeps it. Where it raises, the next waiting thread tries.
        """
        mine = Event()
        while (others := self._begun(key, mine)) is not mine:
            others.wait()
            if (found := find()) is not None:
                return found[0]
        try:
            found = find()  # finished between the caller's look and this turn
            return found[0] if found is not None else make()
        finally:
            with self._lock:
                del self._making[key]
            mine.set()

    def _begun(self, key: Hashable, mine: Event) -> Event:
        """Return the end of the work in hand; `mine` where there was none, so that it is ours."""
        with self._lock:
            return self._making.setdefault(key, mine)


class Remembered(Generic[P, Answer]):
    """A function with a memory of bounded size; the least recently asked is forgotten first."""

    def __init__(self, make: Callable[P, Answer], size: int, depends: str) -> None:
        self.size = size
        self.depends = depends
        self._make = make
        self._flight = SingleFlight()
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._held: dict[Hashable, frozenset[Hashable]] = {}
        update_wrapper(self, make)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Return the kept answer, or make it."""
        key = (args, tuple(sorted(kwargs.items()))) if kwargs else args
        found = self._find(key)
        if found is not None:
            return found[0]

        def make() -> Answer:
            answer = self._make(*args, **kwargs)
            self._keep(key, answer)
            return answer

        return self._flight.answer(key, lambda: self._find(key), make)

    def hold(self, scope: Hashable, firsts: Iterable[Hashable]) -> None:
        """Never forget the answers for these first arguments, until the scope names others."""
        wanted = frozenset(firsts)
        if self._held.get(scope) != wanted:
            with self._lock:
                self._held[scope] = wanted

    def cache_clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._held.clear()

    def _find(self, key: Hashable) -> tuple[Answer] | None:
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return (self._kept[key],)

    def _keep(self, key: Hashable, answer: Answer) -> None:
        with self._lock:
            self._kept[key] = answer
            if len(self._kept) > self.size:
                self._forget()

    def _forget(self) -> None:
        held = frozenset[Hashable]().union(*self._held.values())
        loose = [key for key in self._kept if not (isinstance(key, tuple) and key[0] in held)]
        for key in loose[: max(0, len(loose) - self.size)]:
            del self._kept[key]


MEMORIES: list[Remembered[..., Any]] = []
"""Every function under `remembered`, with its size and why it is safe: the declared table."""


def remembered(
    *, size: int, depends: str
) -> Callable[[Callable[P, Answer]], Remembered[P, Answer]]:
    """Remember a function's answers; its arguments are the key.

    Args:
        size: How many answers are kept, those held apart.
        depends: What an answer depends on and where its version stands in the key: why it is safe.
    """

    def decorate(make: Callable[P, Answer]) -> Remembered[P, Answer]:
        memory = Remembered(make, size, depends)
        MEMORIES.append(memory)
        return memory

    return decorate
