"""The options of a view that a solver answers, each worked out when first read."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from typing_extensions import override

from configurator.answers import OptionView, State
from configurator.survey import Survey


class SolvedOption:
    """One option; see ``OptionView``."""

    def __init__(self, option: str, literal: int, survey: Survey, *, decided: bool | None) -> None:
        self.option, self._literal = option, literal
        self._decided, self._survey = decided, survey

    @cached_property
    def state(self) -> State:
        """See ``OptionView``."""
        if self._decided is not None:
            return "chosen" if self._decided else "excluded"
        with self._survey.lock:
            if not self._survey.can_be(self._literal):
                return "blocked"
            return "selectable" if self._survey.can_be(-self._literal) else "forced"

    @cached_property
    def drops(self) -> int | None:
        """See ``OptionView``."""
        with self._survey.lock:
            return self._survey.drops(self._literal)

    @cached_property
    def price_delta_cents(self) -> int | None:
        """See ``OptionView``."""
        with self._survey.lock:
            cents = self._survey.cents(self._literal)
        return None if cents is None else cents - self._survey.now[0].lower


class SolvedViews(Mapping[str, OptionView]):
    """Every option of a model.

    Args:
        meaning: option -> its literal over the classes, the constants included.
        decisions: option -> wanted or refused.
        survey: answers about literals.
    """

    def __init__(
        self, meaning: Mapping[str, int], decisions: Mapping[str, bool], survey: Survey
    ) -> None:
        self._meaning, self._decisions, self._survey = meaning, decisions, survey
        self._known: dict[str, SolvedOption] = {}

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._meaning)

    @override
    def __len__(self) -> int:
        return len(self._meaning)

    @override
    def __getitem__(self, option: str) -> OptionView:
        if option not in self._known:
            self._known[option] = SolvedOption(
                option, self._meaning[option], self._survey, decided=self._decisions.get(option)
            )
        return self._known[option]
