"""What the configurator's panel is made of: sections of rows, each with its badge; plain values."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal

from store.shop.effects import Effect


Words = dict[str, str]
State = Literal["free", "chosen", "forced", "standard", "blocked"]
BadgeKind = Literal["standard", "price", "pack", "blocked"]


@dataclass(frozen=True)
class Badge:
    """What stands at the right of a choice; `words` names the pack or what it does not go with."""

    kind: BadgeKind
    cents: int = 0
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One choice.

    `effect` says what a wheel changes in CO2 and malus, `brings` what must come with an option,
    `saves_cents` how much less a pack costs than the chosen parts of it; paints are #rrggbb.
    """

    option: str
    label: Words
    note: Words
    state: State
    badge: Badge
    effect: Effect | None = None
    brings: tuple[Words, ...] = ()
    saves_cents: int = 0
    paint: str = ""

    @property
    def id(self) -> str:
        """Its name in the page."""
        return self.option.replace(".", "-")

    @property
    def key(self) -> tuple[Hashable, ...]:
        """All that decides its looks within one catalogue."""
        words = (*self.badge.words.items(), *(pair for one in self.brings for pair in one.items()))
        badge = (self.badge.kind, self.badge.cents)
        return self.option, self.state, *badge, words, self.effect, self.saves_cents

    @property
    def chosen(self) -> bool:
        """Whether the car has it."""
        return self.state in {"chosen", "forced", "standard"}


@dataclass(frozen=True, kw_only=True)
class Section:
    """A group of choices; `elsewhere` are those that only another version has."""

    id: str
    label: Words
    single: bool
    rows: tuple[Row, ...]
    elsewhere: tuple[Row, ...] = ()

    @property
    def now(self) -> Row | None:
        """The choice in force, where there is exactly one."""
        return next((row for row in self.rows if row.chosen), None) if self.single else None
