"""Fewer variables before compiling: what is always true, always false, or always alike.

Backbone literals become constants and literals that no configuration tells apart become one
class. Models suggest candidates, a solver proves each (Janota, Lynce and Marques-Silva,
"Algorithms for computing backbones of propositional formulae", AI Communications 28, 2015;
equivalences by refinement of signatures, as in SAT sweeping). What is not proven within the
limit stays as it is, so a reduced model always has exactly the configurations of the full one.
"""

from collections.abc import Mapping, Sequence

from pysat.solvers import Solver

from configurator.model import Clause
from configurator.reduction import Reduction


_SAMPLES = 150  # models that suggest which literals may be alike
_CONFLICTS = 2_000  # for one proof
_UNPROVEN = 40  # proofs that may fail before the rest is left alone


def reduce(clauses: Sequence[Clause], size: int) -> Reduction | None:
    """Find constants and classes of a model; None where it has no configuration.

    Args:
        clauses: the model.
        size: how many variables it has.
    """
    with Solver(name="minisat22", bootstrap_with=clauses) as solver:
        if not solver.solve():
            return None
        return _Sweep(solver, size).reduction()


class _Sweep:
    def __init__(self, solver: Solver, size: int) -> None:
        self.solver, self.size = solver, size
        self.unproven = 0

    def _refuted(self, literals: Sequence[int]) -> bool:
        """Whether no configuration has these literals; False also where that is not proven."""
        if self.unproven > _UNPROVEN:
            return False
        self.solver.conf_budget(_CONFLICTS)
        found = self.solver.solve_limited(assumptions=list(literals))
        self.unproven += found is None
        return found is False

    def _model(self) -> list[int]:
        found = list(self.solver.get_model() or ())
        return found + [-v for v in range(len(found) + 1, self.size + 1)]

    def _backbone(self) -> set[int]:
        candidates, fixed = set(self._model()), set[int]()
        self.solver.set_phases([-x for x in candidates])  # each model then clears many
        while candidates:
            literal = candidates.pop()
            if self._refuted([-literal]):
                fixed.add(literal)
                self.solver.add_clause([literal])
            elif model := self.solver.get_model():
                candidates &= set(model)
        return fixed

    def _signatures(self, free: Sequence[int]) -> Mapping[int, list[int]]:
        """Group literals that were alike in all sampled models; the key is their signature."""
        signs = dict.fromkeys(free, 0)
        for sample in range(_SAMPLES):
            wish = free[sample * 7919 % len(free)]
            factor = 2654435761 + 15838 * sample  # scatters the phases anew each time
            phases = [v if (v * factor >> 16) & 1 else -v for v in free]
            self.solver.set_phases(phases)
            self.solver.conf_budget(_CONFLICTS)
            if self.solver.solve_limited(assumptions=[wish if sample % 2 else -wish]):
                model = self._model()
                for v in free:
                    signs[v] = signs[v] << 1 | (model[v - 1] > 0)
        ones = (1 << max(s.bit_length() for s in signs.values())) - 1
        groups: dict[int, list[int]] = {}
        for v, sign in signs.items():
            flipped = sign & 1
            groups.setdefault(ones ^ sign if flipped else sign, []).append(-v if flipped else v)
        return groups

    def reduction(self) -> Reduction:
        fixed = self._backbone()
        free = [v for v in range(1, self.size + 1) if v not in fixed and -v not in fixed]
        free = free or [1]  # a class there must be
        leader = {v: v for v in free}
        for group in self._signatures(free).values():
            self._merge(group, leader)
        number = {v: i for i, v in enumerate((v for v in free if leader[v] == v), start=1)}
        true = len(number) + 1
        meaning = []
        for v in range(1, self.size + 1):
            if v in leader:
                meaning.append(number[abs(leader[v])] * (1 if leader[v] > 0 else -1))
            else:
                meaning.append(true if v in fixed else -true)
        return Reduction(len(number), tuple(meaning))

    def _merge(self, group: Sequence[int], leader: dict[int, int]) -> None:
        """Merge the literals of one signature that are proven equivalent."""
        while len(group) > 1:
            first, *others = group
            left: list[int] = []
            while others:
                other = others.pop()
                if self._refuted([first, -other]) and self._refuted([-first, other]):
                    leader[abs(other)] = first if other > 0 else -first
                    self.solver.add_clause([-first, other])
                    self.solver.add_clause([first, -other])
                else:
                    apart = self._told_apart(first, others)
                    left += [other, *apart]
                    others = [x for x in others if x not in apart]
            group = left

    def _told_apart(self, first: int, others: Sequence[int]) -> set[int]:
        """Return the literals that the model last found, if any, tells from the first."""
        model = set(self.solver.get_model() or ())
        if first not in model and -first not in model:
            return set()
        return {x for x in others if (x in model) != (first in model)}
