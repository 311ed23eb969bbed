"""Why something cannot be: minimal sets of decisions and rules."""

from collections.abc import Mapping, Sequence

from configurator.answers import Explanation, RuleNote
from configurator.errors import ContradictionError, NotBlockedError
from configurator.model import Model
from configurator.oracle import Oracle


class Explainer:
    """Explains a model; its solver sees every rule by itself."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._oracle = Oracle(model)

    def explain(self, decisions: Mapping[str, bool], option: str) -> Explanation:
        """See ``Engine.explain``."""
        named = self.model.assumptions({o: d for o, d in decisions.items() if o != option})
        wish = self.model.variable(option)
        if self._oracle.clash(list(named)) is not None:
            raise self.contradiction(list(named))
        if decisions.get(option) is False:
            return Explanation(option, (option,), ())
        for literal in (wish, -wish):
            if self._oracle.clash([literal, *named]) is not None:
                core, rules = self._oracle.reasons(literal, list(named))
                return Explanation(option, self._decided(core), self._notes(rules))
        raise NotBlockedError(f"{option} is neither blocked nor forced")

    def contradiction(self, literals: Sequence[int]) -> ContradictionError:
        """Return the error for literals that cannot hold together."""
        core, rules = self._oracle.reasons(None, literals)
        return ContradictionError(
            self._decided(core), [self.model.constraints[rule].id for rule in rules]
        )

    def _decided(self, literals: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.model.options[abs(literal) - 1] for literal in literals)

    def _notes(self, rules: Sequence[int]) -> tuple[RuleNote, ...]:
        found = (self.model.constraints[rule] for rule in rules)
        return tuple(RuleNote(c.id, c.kind, c.sentence) for c in found)
