"""The gates of a circuit while it grows: shared, flattened, smooth."""

from collections.abc import Iterable, Sequence


FALSE = -1
Gate = tuple[str, tuple[int, ...]]


class Gates:
    """And/or gates over literals; equal gates are one gate.

    Attributes:
        gates: ``("lit", (literal,))``, ``("and", children)`` or ``("or", children)``; a child
            stands before its parent.
        root: the gate that stands for the whole model, or ``FALSE``.
    """

    def __init__(self) -> None:
        self.gates: list[Gate] = []
        self.root = FALSE
        self._scope: list[int] = []  # for each gate, its variables as a bit set
        self._known: dict[Gate, int] = {}
        self._frees: dict[int, int] = {}

    def _gate(self, gate: Gate, scope: int) -> int:
        if gate not in self._known:
            self._known[gate] = len(self.gates)
            self.gates.append(gate)
            self._scope.append(scope)
        return self._known[gate]

    def literal(self, literal: int) -> int:
        """Return the gate of a literal."""
        return self._gate(("lit", (literal,)), 1 << abs(literal))

    def _flat(self, kind: str, parts: Iterable[int]) -> list[int]:
        flat: list[int] = []
        for part in parts:
            own, children = self.gates[part]
            flat += children if own == kind else (part,)
        return flat

    def conjunction(self, parts: Sequence[int]) -> int:
        """Join gates that share no variable."""
        flat = self._flat("and", parts)
        if len(flat) == 1:
            return flat[0]
        scope = 0
        for part in flat:
            scope |= self._scope[part]
        return self._gate(("and", tuple(sorted(flat))), scope)

    def disjunction(self, parts: Sequence[int]) -> int:
        """Join exclusive gates, made smooth: every child gets the variables of all."""
        if not parts:
            return FALSE
        scope = 0
        for part in parts:
            scope |= self._scope[part]
        smooth = [self._widen(part, scope) for part in parts]
        flat = self._flat("or", smooth)
        return flat[0] if len(flat) == 1 else self._gate(("or", tuple(flat)), scope)

    def _widen(self, part: int, scope: int) -> int:
        missing = scope & ~self._scope[part]
        return self.conjunction([part, self._free(missing)]) if missing else part

    def _free(self, scope: int) -> int:
        """Return the gate in which every variable of the scope is free."""
        if scope not in self._frees:
            parts, rest = [], scope
            while rest:
                variable = (rest & -rest).bit_length() - 1
                both = (self.literal(-variable), self.literal(variable))
                parts.append(self._gate(("or", both), 1 << variable))
                rest &= rest - 1
            self._frees[scope] = self.conjunction(parts)
        return self._frees[scope]

    def finish(self, root: int, size: int) -> None:
        """Set the root, widened to all variables 1..size."""
        everything = (1 << (size + 1)) - 2
        self.root = root if root == FALSE else self._widen(root, everything)
