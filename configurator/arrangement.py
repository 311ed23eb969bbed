"""From gates in the order of their making to a circuit in levels."""

from configurator.circuit import Circuit, make_level, slot_of
from configurator.gates import FALSE, Gates


def arrange(gates: Gates, size: int) -> Circuit:
    """Lay gates out level by level; and-gates on odd levels, or-gates on even ones.

    Args:
        gates: finished, with a root that is not ``FALSE``.
        size: how many variables.
    """
    level = _levels(gates)
    order = sorted(level, key=lambda g: (level[g], g))
    slots = {g: 2 * size + i for i, g in enumerate(o for o in order if level[o])}
    slots |= {g: slot_of(gates.gates[g][1][0]) for g in level if not level[g]}
    rows: dict[int, list[list[int]]] = {}
    for gate in (g for g in order if level[g]):
        rows.setdefault(level[gate], []).append([slots[c] for c in gates.gates[gate][1]])
    levels, start = [], 2 * size
    for number, row in rows.items():
        levels.append(make_level(number % 2 == 1, start, row))
        start += len(row)
    return Circuit(size, tuple(levels))


def _levels(gates: Gates) -> dict[int, int]:
    """Return the level of every gate the root needs; literals are on level 0."""
    needed, waiting = {gates.root}, [gates.root]
    while waiting:
        kind, children = gates.gates[waiting.pop()]
        fresh = [] if kind == "lit" else [c for c in children if c not in needed]
        needed.update(fresh)
        waiting.extend(fresh)
    level: dict[int, int] = {}
    for gate in sorted(needed):
        kind, children = gates.gates[gate]
        above = 0 if kind == "lit" else 1 + max(level[c] for c in children)
        level[gate] = above + (kind != "lit" and (above % 2 == 1) != (kind == "and"))
    if gates.root == FALSE:
        raise ValueError("an empty circuit has no levels")
    return level
