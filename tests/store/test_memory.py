"""What is kept in memory: made once for all that wait, never forgotten while it is held."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from store.memory import MEMORIES, Remembered, SingleFlight


THREADS = 8
PATIENCE_SECONDS = 30


def together(work: Callable[[], object], threads: int = THREADS) -> list[object]:
    """Run the same work in several threads; an error is its outcome."""
    outcomes: list[object] = []

    def run() -> None:
        try:
            outcomes.append(work())
        except LookupError as error:
            outcomes.append(type(error))

    running = [Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join(PATIENCE_SECONDS)
    return outcomes


def test_one_thread_makes_what_several_want():
    made: list[str] = []
    begun, go = Event(), Event()

    def make(key: str) -> str:
        made.append(key)
        begun.set()
        go.wait(PATIENCE_SECONDS)
        return key.upper()

    memory = Remembered(make, 4, "")
    first = Thread(target=memory, args=("a",))
    first.start()
    assert begun.wait(PATIENCE_SECONDS)
    others = [Thread(target=memory, args=("a",)) for _ in range(THREADS)]
    for thread in others:
        thread.start()
    go.set()
    for thread in (first, *others):
        thread.join(PATIENCE_SECONDS)
    assert made == ["a"]
    assert memory("a") == "A"
    assert memory("b") == "B"


def test_where_one_fails_the_next_one_tries():
    tries: list[int] = []

    def make(key: str) -> str:
        tries.append(1)
        if len(tries) < THREADS:
            raise LookupError(key)
        return key

    outcomes = together(lambda: memory("a")) if (memory := Remembered(make, 4, "")) else []
    assert outcomes.count(LookupError) == THREADS - 1
    assert outcomes.count("a") == 1


def test_the_longest_unasked_is_forgotten_first():
    made: list[int] = []
    memory = Remembered(lambda key: made.append(key) or key, 2, "")
    for key in (1, 2, 1, 3, 1, 2):
        memory(key)
    assert made == [1, 2, 3, 2]


@pytest.mark.parametrize("size", [1, 3, 64])
def test_what_is_held_is_made_once_however_much_it_is(size: int):
    made: list[int] = []
    memory = Remembered(lambda key: made.append(key) or key, size, "")
    held = range(200)
    memory.hold("in force", held)
    for _circle in range(3):
        for key in (*held, *range(1000, 1100)):
            memory(key)
    assert [key for key in made if key in held] == list(held)
    memory.hold("in force", [7])
    memory(-1)
    memory(7)
    made.clear()
    memory(7)
    memory(0)
    assert made == [0]


def test_work_by_key_does_not_hold_up_other_keys():
    flight, kept = SingleFlight(), dict[str, tuple[str]]()
    outcome = flight.answer(
        "a", lambda: kept.get("a"), lambda: flight.answer("b", lambda: kept.get("b"), lambda: "b")
    )
    assert outcome == "b"


def test_every_memory_says_its_size_and_why_it_is_safe():
    assert len(MEMORIES) >= 8
    assert [memory for memory in MEMORIES if memory.size < 1 or not memory.depends] == []
