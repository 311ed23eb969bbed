"""Engines that know nothing of ours: the judges of its answers and its rivals in speed."""

from collections.abc import Callable, Iterable, Mapping

from pysat.examples.rc2 import RC2Stratified
from pysat.formula import WCNF
from pysat.solvers import Solver

from configurator import Explanation, Model


Decisions = Mapping[str, bool]


class Solo:
    """One SAT call for each option and polarity, on the clauses as they were read."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.solver = Solver(name="cadical195", bootstrap_with=model.clauses)

    def can_be(self, literals: Iterable[int]) -> bool:
        return bool(self.solver.solve(assumptions=list(literals)))

    def states(self, decisions: Decisions) -> dict[str, str]:
        """Every option's state."""
        taken = list(self.model.assumptions(decisions))
        return _states(self.model, decisions, lambda literal: self.can_be([*taken, literal]))


class Pool(Solo):
    """SAT calls, where the models found so far do not answer already."""

    def states(self, decisions: Decisions) -> dict[str, str]:
        taken = list(self.model.assumptions(decisions))
        seen: set[int] = set()

        def can_be(literal: int) -> bool:
            if literal in seen:
                return True
            found = self.can_be([*taken, literal])
            if found:
                seen.update(self.solver.get_model())
            return found

        return _states(self.model, decisions, can_be)


class Propagation:
    """Unit propagation alone, as most configurators have it: quick, and often wrong."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.solver = Solver(name="minisat22", bootstrap_with=model.clauses)

    def states(self, decisions: Decisions) -> dict[str, str]:
        taken = list(self.model.assumptions(decisions))
        implied = set(self.solver.propagate(assumptions=taken)[1])
        return _states(self.model, decisions, lambda literal: -literal not in implied)


class Minimality:
    """Checks explanations of blocked options, each with solvers of its own."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.clauses: dict[str, list[tuple[int, ...]]] = {"": []}
        for clause, owner in zip(model.clauses, model.owners, strict=True):
            name = model.constraints[owner].id if owner >= 0 else ""
            self.clauses.setdefault(name, []).append(clause)

    def holds(self, told: Explanation, decisions: Decisions) -> bool:
        """Whether it refutes the option, and no element can be removed."""
        wish = self.model.variable(told.option)
        named = self.model.assumptions({o: decisions[o] for o in told.decisions})
        decided = [(literal,) for literal in named]
        parts = [*([c] for c in decided), *(self.clauses[rule.id] for rule in told.rules)]
        return not self._can_be(wish, parts) and all(
            self._can_be(wish, [p for p in parts if p is not without]) for without in parts
        )

    def _can_be(self, wish: int, parts: Iterable[Iterable[tuple[int, ...]]]) -> bool:
        clauses = [(wish,), *self.clauses[""], *(clause for part in parts for clause in part)]
        with Solver(name="glucose4", bootstrap_with=clauses) as solver:
            return bool(solver.solve())


def _states(model: Model, decisions: Decisions, can_be: Callable[[int], bool]) -> dict[str, str]:
    """Every option's state, by asking which literals hold in some completion."""
    states: dict[str, str] = {}
    for variable, option in enumerate(model.options, start=1):
        if option in decisions:
            states[option] = "chosen" if decisions[option] else "excluded"
        elif not can_be(variable):
            states[option] = "blocked"
        else:
            states[option] = "selectable" if can_be(-variable) else "forced"
    return states


def cheapest(
    model: Model, prices: Mapping[int, int], decisions: Iterable[int], held: Iterable[int]
) -> tuple[int, int] | None:
    """The fewest broken decisions and then the lowest price, by weighted MaxSAT (RC2)."""
    drop = 2 * sum(map(abs, prices.values())) + 1
    formula = WCNF()
    formula.extend([*model.clauses, *((literal,) for literal in held)])
    wished = list(decisions)
    for literal in wished:
        formula.append((literal,), weight=drop)
    for variable, cents in prices.items():
        if cents:
            formula.append((-variable if cents > 0 else variable,), weight=abs(cents))
    with RC2Stratified(formula, adapt=True, exhaust=True) as solver:
        found = solver.compute()
    if found is None:
        return None
    true = {literal for literal in found if literal > 0}
    drops = sum((abs(x) in true) != (x > 0) for x in wished)
    return drops, sum(cents for v, cents in prices.items() if v in true)
