"""What can be wrong with what the package is given; each error names the place and the reason."""


class TradeInError(ValueError):
    """Bad input.

    Attributes:
        place: The field, row or file at fault, for example "facts.km" or "sales.csv row 12".
        code: A stable reason, for example "future" or "missing-column".
    """

    def __init__(self, place: str, code: str, detail: str) -> None:
        """Keep the place and the code beside the sentence "place: detail"."""
        super().__init__(f"{place}: {detail}")
        self.place = place
        self.code = code


class FileError(TradeInError):
    """A file cannot be read, or what it holds is wrong; its place is the path."""


class InvalidFactsError(TradeInError):
    """A fact about the car, or its declared condition, cannot be true."""


class RulesError(TradeInError):
    """The dated rules are incomplete or contradict themselves."""


class ModelError(TradeInError):
    """A model artefact is damaged, altered or of another format."""


class TrainingError(TradeInError):
    """The sales data cannot be read, or are too few to fit."""


class NotPublishableError(TradeInError):
    """The fitted model is worse than the lookup table, or its interval is not calibrated."""
