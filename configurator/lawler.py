"""Second-best ways to an option: the space without the best is cut into parts, each with its best.

Lawler, "A Procedure for Computing the K Best Solutions to Discrete Optimization Problems",
Management Science 18, 1972.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

from configurator.backend import Backend, Completion
from configurator.scale import Scale


def ways(
    backend: Backend, decisions: Sequence[int], wish: int, scale: Scale, most: int
) -> Iterator[Completion]:
    """Yield the best completions with a literal; each keeps some decision the ones before drop."""
    number = count()
    queue: list[tuple[tuple[int, int], int, list[int], Completion]] = []
    parts = [[wish]]
    for _ in range(most):
        for part in parts:
            if found := backend.best(decisions, part, scale):
                heappush(queue, ((found.drops, found.cents), next(number), part, found))
        if not queue:
            return
        _, _, part, found = heappop(queue)
        yield found
        known = {abs(literal) for literal in part}
        dropped = [x for x in decisions if found.true[abs(x)] != (x > 0) and abs(x) not in known]
        parts = [[*part, *(-x for x in dropped[:i]), literal] for i, literal in enumerate(dropped)]
