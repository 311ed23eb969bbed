"""The typed errors of the financing package."""


class FinanceError(ValueError):
    """Base of every error raised by this package; the message names place and reason."""


class BadFlow(FinanceError):
    """A cash flow cannot be placed in time or has no meaning as an amount."""


class NoRate(FinanceError):
    """The flows have no rate, or more than one, inside the range that is searched."""


class BadPlan(FinanceError):
    """A repayment plan cannot be carried out to the cent."""


class BadFile(FinanceError):
    """A file cannot be read, or what it holds is wrong; the message begins with its path."""

    def __init__(self, file: object, reason: object) -> None:
        super().__init__(f"{file}: {reason}")


class BadData(FinanceError):
    """A data file (offers, law, residual values) is wrong at a named place.

    Attributes:
        place: Where in the file, for example ``offer[2].rates``.
        reason: What is wrong there.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
