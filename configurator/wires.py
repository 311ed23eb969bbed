"""What stands above and below the gates of a circuit, as arrays for numpy's ``reduceat``."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt


Slots = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Wires:
    """For slots in a rising order, the slots at the other ends of their wires.

    Attributes:
        starts: the slots that have any wire.
        ends: the other ends, start after start.
        offsets: for each start, where its ends begin.
    """

    starts: Slots
    ends: Slots
    offsets: Slots

    def rows(self) -> list[list[int]]:
        """Return the ends of each start."""
        return [part.tolist() for part in np.split(self.ends, self.offsets[1:])]


def wires_of(rows: Sequence[Sequence[int]], start: int) -> Wires:
    """Make the wires down from the gates at ``start`` and after to their children."""
    widths = [len(row) for row in rows]
    return Wires(
        np.arange(start, start + len(rows), dtype=np.intp),
        np.array([child for row in rows for child in row], dtype=np.intp),
        np.cumsum([0, *widths[:-1]], dtype=np.intp),
    )


def parents_of(below: Sequence[Wires], bounds: Sequence[int]) -> list[Wires]:
    """Turn wires round: for the slots between each two bounds, the gates above them."""
    nothing = np.empty(0, dtype=np.intp)
    children = np.concatenate([nothing, *(w.ends for w in below)])
    parents = np.concatenate([nothing, *(np.repeat(w.starts, _widths(w)) for w in below)])
    order = np.argsort(children, kind="stable")
    children, parents = children[order], parents[order]
    cuts = np.searchsorted(children, np.asarray(bounds))
    found = []
    for first, last in pairwise(cuts):
        starts, offsets = np.unique(children[first:last], return_index=True)
        found.append(Wires(starts, parents[first:last], offsets.astype(np.intp)))
    return found


def _widths(wires: Wires) -> Slots:
    return np.diff(np.append(wires.offsets, len(wires.ends)))
