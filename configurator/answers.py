"""What the engine answers: frozen data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, Protocol


State = Literal["chosen", "forced", "selectable", "blocked", "excluded"]


@dataclass(frozen=True)
class Configuration:
    """A complete configuration.

    Attributes:
        options: every option it has, in the model's order.
        price_cents: what it costs.
    """

    options: tuple[str, ...]
    price_cents: int


class OptionView(Protocol):
    """One option under some decisions, exactly."""

    @property
    def option(self) -> str:
        """Its name in the model."""

    @property
    def state(self) -> State:
        """How it stands.

        ``chosen`` (a decision says yes), ``excluded`` (a decision says no), ``forced`` (every
        completion has it), ``selectable``, ``blocked`` (no completion has it).
        """

    @property
    def drops(self) -> int | None:
        """The fewest decisions that must go to have it; None where no car can have it."""

    @property
    def price_delta_cents(self) -> int | None:
        """What it adds to the price; None where no car can have it.

        Price of the cheapest completion that has it after the fewest drops, minus the price of
        the cheapest completion now.
        """


class OptionRow(NamedTuple):
    """An ``OptionView`` that is known from the start."""

    option: str
    state: State
    drops: int | None
    price_delta_cents: int | None


@dataclass(frozen=True)
class View:
    """Every option under some decisions.

    Attributes:
        options: option -> its view, in the model's order.
        price: says what the cheapest completion costs.
        complete: makes the cheapest completion.
    """

    options: Mapping[str, OptionView]
    price: Callable[[], int] = field(repr=False, compare=False)
    complete: Callable[[], Configuration] = field(repr=False, compare=False)

    @cached_property
    def price_cents(self) -> int:
        """Price of the cheapest completion."""
        return self.price()

    @cached_property
    def configuration(self) -> Configuration:
        """The cheapest completion."""
        return self.complete()


@dataclass(frozen=True)
class RuleNote:
    """A rule in an explanation.

    Attributes:
        id: such as ``rule:roof-needs-vision`` or ``group:color``.
        kind: ``rule`` (authored), ``group``, ``pack``, ``series``, ``availability``, or the
            reader's own word.
        sentence: what it says, by language; empty where the source has no words.
    """

    id: str
    kind: str
    sentence: Mapping[str, str]


@dataclass(frozen=True)
class Explanation:
    """Why an option is blocked or excluded, or why it cannot be left out.

    No element can be removed: without any one of them the option could be had (left out).

    Attributes:
        decisions: the decided options behind it.
        rules: the rules behind it.
    """

    option: str
    decisions: tuple[str, ...]
    rules: tuple[RuleNote, ...]


@dataclass(frozen=True)
class Repair:
    """The cheapest way to have an option with the fewest decisions given up.

    Attributes:
        decisions: the decisions that remain, with the option itself.
        drops: the decided options that are given up.
        adds: the options that come, against the cheapest completion now, the option included.
        leaves: the options that go, against the cheapest completion now.
        price_delta_cents: the price difference between the two.
        configuration: the cheapest completion afterwards.
    """

    option: str
    decisions: Mapping[str, bool]
    drops: tuple[str, ...]
    adds: tuple[str, ...]
    leaves: tuple[str, ...]
    price_delta_cents: int
    configuration: Configuration


@dataclass(frozen=True)
class Repaired:
    """Saved decisions reopened under another catalogue.

    Attributes:
        decisions: those that hold together now.
        unknown: decided options that exist no more.
        dropped: decided options given up, the fewest and then the cheapest.
        configuration: the cheapest completion.
    """

    decisions: Mapping[str, bool]
    unknown: tuple[str, ...]
    dropped: tuple[str, ...]
    configuration: Configuration
