"""From gates in the order of their making to a circuit in levels."""

from collections.abc import Mapping

from configurator.blocks import shared_blocks
from configurator.circuit import Circuit, slot_of
from configurator.gates import FALSE, Gates
from configurator.levels import Kind, Rows


_ABOVE_LOWEST_OR = 2


def arrange(gates: Gates, size: int) -> Circuit:
    """Lay gates out level by level: or-gates on odd heights, and-gates on even ones.

    What and-gates share becomes a level of its own above the lowest or-gates.

    Args:
        gates: finished, with a root that is not ``FALSE``.
        size: how many variables.
    """
    if gates.root == FALSE:
        raise ValueError("an empty circuit has no levels")
    height = _heights(gates)
    slots = {g: slot_of(gates.gates[g][1][0]) for g, h in height.items() if not h}
    if height[gates.root] == 0:
        return Circuit.of(size, [("and", [[slots[gates.root]]])])
    rows, blocks = shared_blocks(
        {g: gates.gates[g][1] for g in height if gates.gates[g][0] == "and"},
        {g for g, h in height.items() if h <= 1},
    )
    return Circuit.of(size, _levels(gates, height, slots, rows, blocks, start=2 * size))


def _levels(
    gates: Gates,
    height: Mapping[int, int],
    slots: dict[int, int],
    rows: Mapping[int, list[int]],
    blocks: list[list[int]],
    *,
    start: int,
) -> list[tuple[Kind, Rows]]:
    by_height: dict[int, list[int]] = {h: [] for h in range(1, max(height.values()) + 1)}
    for gate in sorted(g for g, h in height.items() if h):
        by_height[height[gate]].append(gate)
    levels: list[tuple[Kind, Rows]] = []
    for level, here in by_height.items():
        kind: Kind = "or" if level % 2 else "and"
        if level == _ABOVE_LOWEST_OR:
            levels.append(("block", [[slots[c] for c in block] for block in blocks]))
            slots |= {-1 - i: start + i for i in range(len(blocks))}
            start += len(blocks)
        slots |= {g: start + i for i, g in enumerate(here)}
        start += len(here)
        levels.append((kind, [[slots[c] for c in rows.get(g, gates.gates[g][1])] for g in here]))
    return [level for level in levels if level[1]]


def _heights(gates: Gates) -> dict[int, int]:
    """Return the height of every gate the root needs; literals are at height 0."""
    needed, waiting = {gates.root}, [gates.root]
    while waiting:
        kind, children = gates.gates[waiting.pop()]
        fresh = [] if kind == "lit" else [c for c in children if c not in needed]
        needed.update(fresh)
        waiting.extend(fresh)
    height: dict[int, int] = {}
    for gate in sorted(needed):
        kind, children = gates.gates[gate]
        above = 0 if kind == "lit" else 1 + max(height[c] for c in children)
        height[gate] = above + (kind != "lit" and (above % 2 == 0) != (kind == "and"))
    return height
