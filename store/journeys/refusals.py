"""Why a deal cannot be made."""


class DealError(ValueError):
    """A deal that would be wrong; ``code`` is stable, ``sentence`` an English msgid."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
