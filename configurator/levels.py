"""One level of a circuit: gates of one kind."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy.typing as npt

from configurator.wires import Wires


Costs = npt.NDArray[Any]  # int64, or Python ints where 64 bits are too few
Kind = Literal["and", "or", "block"]
Rows = list[list[int]]


@dataclass(frozen=True, eq=False)
class Level:
    """Gates of one kind whose children all stand on lower levels.

    Attributes:
        kind: ``or``; ``and``, whose parents are or-gates; ``block``, an and-gate whose parents
            are and-gates. The parents of an or-gate are and-gates.
        slots: of its gates, in a row.
        below: the slots of their children, gate after gate.
        above: the slots of their parents, gate after gate; none for the root.
    """

    kind: Kind
    slots: slice
    below: Wires
    above: Wires
