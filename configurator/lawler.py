"""Second-best answers: the space without the best is cut into parts, each with its own best.

Lawler, "A Procedure for Computing the K Best Solutions to Discrete Optimization Problems",
Management Science 18, 1972.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

from configurator.backend import Backend, Completion
from configurator.scale import Scale


_Search = Callable[[list[int]], Completion | None]


def ways(
    backend: Backend, decisions: Sequence[int], wish: int, scale: Scale, most: int
) -> Iterator[Completion]:
    """Yield the best completions with a literal; each keeps some decision the ones before drop."""

    def dropped(found: Completion) -> list[int]:
        return [x for x in decisions if found.true[abs(x)] != (x > 0)]

    yield from _best(lambda part: backend.best(decisions, part, scale), dropped, [wish], most)


def cheapest_models(
    backend: Backend, held: Sequence[int], variables: Sequence[int], scale: Scale, most: int
) -> Iterator[Completion]:
    """Yield the cheapest completions with held literals that differ in these variables."""
    yield from _best(
        lambda part: backend.best((), part, scale), lambda _: variables, list(held), most
    )


def _best(
    search: _Search, telling: Callable[[Completion], Sequence[int]], held: list[int], most: int
) -> Iterator[Completion]:
    """Yield completions, best first, no two alike in the literals that tell them apart."""
    number = count()
    queue: list[tuple[tuple[int, int], int, list[int], Completion]] = []
    parts = [held]
    for _ in range(most):
        for part in parts:
            if found := search(part):
                heappush(queue, ((found.drops, found.cents), next(number), part, found))
        if not queue:
            return
        _, _, part, found = heappop(queue)
        yield found
        known = {abs(literal) for literal in part}
        free = [_had(found, x) for x in telling(found) if abs(x) not in known]
        parts = [[*part, *free[:i], -literal] for i, literal in enumerate(free)]


def _had(found: Completion, literal: int) -> int:
    return literal if found.true[abs(literal)] == (literal > 0) else -literal
