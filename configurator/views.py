"""The state of single options under some decisions."""

from collections.abc import Iterator, Mapping

from typing_extensions import override

from configurator.answers import OptionView, State
from configurator.backend import Completion, Reach, Survey
from configurator.model import Model


class OptionViews(Mapping[str, OptionView]):
    """Every option of a model, worked out when first read."""

    def __init__(
        self, model: Model, decisions: Mapping[str, bool], survey: Survey, now: Completion
    ) -> None:
        self._model, self._decisions, self._survey, self._now = model, decisions, survey, now
        self._known: dict[str, OptionView] = {}

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._model.options)

    @override
    def __len__(self) -> int:
        return len(self._model.options)

    @override
    def __getitem__(self, option: str) -> OptionView:
        if option not in self._known:
            variable = self._model.variables[option]
            self._known[option] = self._see(option, variable)
        return self._known[option]

    def _see(self, option: str, variable: int) -> OptionView:
        reach = self._survey.reach(variable)
        state = self._state(option, variable, reach)
        if reach is None:
            return OptionView(option, state, None, None)
        return OptionView(option, state, reach.drops, reach.cents - self._now.cents)

    def _state(self, option: str, variable: int, reach: Reach | None) -> State:
        decided = self._decisions.get(option)
        if decided is not None:
            return "chosen" if decided else "excluded"
        if reach is None or reach.drops:
            return "blocked"
        return "selectable" if self._survey.can_be(-variable) else "forced"
