"""Whole purchases through the verbs, and their time without printing and sealing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import esign
from bench.stores import opened
from store import clock
from store.demo.play import play_orders
from store.orders import paper
from store.orders.paper import sheet


COUNT = 12
PDF_WORK = ((sheet, "png"), (paper, "print_order"), (esign, "prepare"), (esign, "sign"))


@dataclass
class Stopwatch:
    """Adds up the seconds spent in the calls it is put around."""

    seconds: float = 0.0
    around: list[tuple[Any, str, Callable[..., Any]]] = field(default_factory=list)

    def put_around(self, module: Any, name: str) -> None:  # noqa: ANN401  any module
        """Time every call of a module's function from now on."""
        work: Callable[..., Any] = getattr(module, name)
        self.around.append((module, name, work))

        def timed(*args: object, **kwargs: object) -> object:
            began = perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self.seconds += perf_counter() - began

        setattr(module, name, timed)

    def take_off(self) -> None:
        """Put the functions back."""
        for module, name, work in self.around:
            setattr(module, name, work)


@contextmanager
def pdf_time() -> Iterator[Stopwatch]:
    """Measure the time spent printing and sealing within the block."""
    watch = Stopwatch()
    for module, name in PDF_WORK:
        watch.put_around(module, name)
    try:
        yield watch
    finally:
        watch.take_off()


def orders_per_second(instance: Path) -> tuple[float, float]:
    """Return complete orders a second: all of it, and without printing and sealing."""
    with opened(instance), pdf_time() as pdf:
        for _number in play_orders(2, None, clock.now()):
            pdf.seconds = 0.0
        began = perf_counter()
        for _number in play_orders(COUNT, None, clock.now()):
            pass
        took = perf_counter() - began
    return COUNT / took, COUNT / (took - pdf.seconds)
