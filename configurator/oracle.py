"""Satisfiability under assumptions, with minimal reasons; MiniSat through python-sat (both MIT)."""

from collections.abc import Iterable, Sequence
from threading import Lock
from weakref import finalize

from pysat.solvers import Solver

from configurator.model import Model


class Oracle:
    """An incremental solver in which every rule can be assumed or left out.

    Stateless for its callers: a question's answer depends on its arguments only. One lock a
    solver, because question and answer are two calls of the library.
    """

    def __init__(self, model: Model) -> None:
        self.size = model.size
        self._selectors = [self.size + 1 + i for i in range(len(model.constraints))]
        self._nothing = [-v for v in range(1, self.size + 1)]
        self._lock = Lock()
        self._solver = Solver(name="minisat22")
        for clause, owner in zip(model.clauses, model.owners, strict=True):
            self._solver.add_clause([*clause, *([] if owner < 0 else [-self._selectors[owner]])])
        self._all = Solver(name="minisat22", bootstrap_with=model.clauses)
        for solver in (self._solver, self._all):
            finalize(self, solver.delete)  # at the latest before the interpreter ends

    def model_with(
        self, literals: Iterable[int], prefer: Sequence[int] = ()
    ) -> dict[int, bool] | None:
        """Return one model of all rules with these literals, or None where there is none.

        Args:
            literals: must hold.
            prefer: should hold where the solver is free to choose; everything else is left out.
        """
        with self._lock:
            self._all.set_phases([*self._nothing, *prefer])
            if not self._all.solve(assumptions=list(literals)):
                return None
            found = self._all.get_model()
        values = {abs(literal): literal > 0 for literal in found}
        return {v: values.get(v, False) for v in range(1, self.size + 1)}

    def clash(self, literals: Sequence[int]) -> tuple[int, ...] | None:
        """Return a subset of the literals that clash under all rules, or None."""
        with self._lock:
            if self._all.solve(assumptions=list(literals)):
                return None
            return tuple(self._all.get_core() or ())

    def reasons(self, fixed: int | None, literals: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return minimal literals and rule indices that cannot hold together with ``fixed``.

        Removing any one element of the answer makes the rest satisfiable (deletion, after a
        first core from the solver).

        Args:
            fixed: a literal that must hold, or None.
            literals: the literals that may be given up; together with all rules unsatisfiable.
        """
        held = [] if fixed is None else [fixed]
        with self._lock:
            core = self._core(held, [*literals, *self._selectors]) or []
            while len(shorter := self._core(held, core[::-1]) or []) < len(core):
                core = shorter
            for element in list(core):
                if element in core:
                    without = self._core(held, [e for e in core if e != element])
                    core = core if without is None else without
        rules = [e - self.size - 1 for e in core if e > self.size]
        return [e for e in core if abs(e) <= self.size], sorted(rules)

    def _core(self, held: list[int], literals: list[int]) -> list[int] | None:
        if self._solver.solve(assumptions=[*held, *literals]):
            return None
        core = set(self._solver.get_core() or ())
        return [literal for literal in literals if literal in core]
