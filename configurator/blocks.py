"""Sharing what wide and-gates have in common.

Smoothing and propagation put the same dozens of literals under many and-gates. Children that
stand under exactly the same wide gates become one gate of their own.
"""

from collections.abc import Mapping, Set as AbstractSet


WIDE = 8  # narrower gates are left alone: a shared gate has its price too

Row = tuple[int, ...]


def shared_blocks(
    gates: Mapping[int, Row], low: AbstractSet[int]
) -> tuple[dict[int, list[int]], list[list[int]]]:
    """Factor the children of and-gates.

    Args:
        gates: and-gate -> its children.
        low: the gates that may go into blocks.

    Returns:
        For each gate the children it keeps and the blocks it gets, blocks as ``-1 - index``;
        and the blocks, each a list of children.
    """
    under: dict[int, list[int]] = {}
    for gate, children in gates.items():
        for child in [c for c in children if c in low] if len(children) >= WIDE else ():
            under.setdefault(child, []).append(gate)
    members: dict[Row, list[int]] = {}
    for child, over in under.items():
        members.setdefault(tuple(over), []).append(child)
    worth = {over: own for over, own in members.items() if _saves(len(over), len(own))}
    moved = {child for own in worth.values() for child in own}
    rows = {
        gate: [c for c in children if len(children) < WIDE or c not in moved]
        for gate, children in gates.items()
    }
    for index, gates_above in enumerate(worth):
        for gate in gates_above:
            rows[gate].append(-1 - index)
    return rows, list(worth.values())


def _saves(gates: int, children: int) -> bool:
    return gates * children > gates + children
