"""What a market refuses, and why."""

from datetime import date


class MarketError(ValueError):
    """Base of everything a market refuses."""


class UnknownLaw(MarketError):
    """No row of a dated table covers the day: the store blocks instead of using an older rule.

    Attributes:
        what: The table, e.g. ``"malus_co2"`` or ``"regional:11"``.
        on: The day asked for.
    """

    def __init__(self, what: str, on: date) -> None:
        super().__init__(f"no verified rule of {what} is known for {on.isoformat()}")
        self.what = what
        self.on = on


class Invalid(MarketError):
    """An input that cannot be right.

    Attributes:
        code: Stable machine name, e.g. ``"plate_form"``.
        sentence: English msgid for gettext.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class BrokenTable(MarketError):
    """The market's own data is wrong: a gap, an overlap, a missing or unknown field."""
