"""The typed errors of the configurator; each names its place and its reason."""

from collections.abc import Sequence
from dataclasses import dataclass


class ConfiguratorError(ValueError):
    """Anything the configurator refuses."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in an authored catalogue.

    Attributes:
        line: 1-based line of the document nearest to the fault.
        place: the table and id it lies in, such as ``option color.red``.
        reason: what is wrong, in English (authors' language of the tools).
    """

    line: int
    place: str
    reason: str


class CatalogueError(ConfiguratorError):
    """An authored catalogue that cannot be used, with every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        shown = "; ".join(f"line {p.line}: {p.place}: {p.reason}" for p in self.problems[:5])
        more = len(self.problems) - 5
        super().__init__(shown + (f"; and {more} more" if more > 0 else ""))

    @property
    def unreadable(self) -> bool:
        """Whether this is no price list at all, rather than a wrong one."""
        return any(problem.place == "document" for problem in self.problems)


class ModelError(ConfiguratorError):
    """A model file or model that cannot be read, with the line it fails on."""

    def __init__(self, place: str, line: int, reason: str) -> None:
        self.place, self.line, self.reason = place, line, reason
        super().__init__(f"{place}:{line}: {reason}" if line else f"{place}: {reason}")


class UnknownOptionError(ConfiguratorError):
    """A name that is no option of this model."""

    def __init__(self, option: object) -> None:
        self.option = option
        super().__init__(f"{option!r} is not an option of this model")


class ContradictionError(ConfiguratorError):
    """Decisions that no configuration satisfies together.

    Attributes:
        decisions: a minimal set of the decided options that clash.
        rules: the identifiers of the rules they clash over.
    """

    def __init__(self, decisions: Sequence[str], rules: Sequence[str]) -> None:
        self.decisions, self.rules = tuple(decisions), tuple(rules)
        super().__init__(f"no configuration keeps {', '.join(decisions) or 'any decision'}")


class NotBlockedError(ConfiguratorError):
    """An explanation was asked for an option that may freely be taken or left."""


class IncompleteError(ConfiguratorError):
    """A set of options that is not one complete, valid configuration."""


class CodeError(ConfiguratorError):
    """A saved configuration code that is damaged or of another kind."""


class EngineFormatError(ConfiguratorError):
    """Bytes that are not a dumped engine."""


class TooLargeError(ConfiguratorError):
    """A question that is not answered exactly for a model of this size."""
