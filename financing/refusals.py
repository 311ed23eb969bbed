"""A refusal is an answer: what cannot be quoted, why, and the nearest value that can."""

from collections.abc import Mapping
from dataclasses import dataclass, field as attribute

from financing.refusal_texts import SENTENCES, Value, shown_in


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request cannot be quoted.

    Attributes:
        code: Stable code.
        sentence: The reason for the customer, by language.
        nearest: Fields of the request with the nearest values that remove this reason, or None.
        field: The field of the request at fault.
        limit: The bound that was crossed, where there is one.
    """

    code: str
    sentence: Mapping[str, str] = attribute(hash=False)
    nearest: dict[str, object] | None = attribute(default=None, hash=False)
    field: str = ""
    limit: Value = None

    @property
    def suggestion(self) -> Mapping[str, object]:
        """The values to ask with instead; empty where none is known."""
        return self.nearest or {}


class Refused(Exception):
    """Carries a refusal out of the checks."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def refuse(
    code: str,
    at: str,
    *,
    limit: Value = None,
    nearest: dict[str, object] | None = None,
    **values: Value,
) -> Refused:
    """The exception for a code; `values` fill its sentence."""
    shown = {"field": at, "limit": limit, **values}
    sentence = {
        language: text.format(**{name: shown_in(language, value) for name, value in shown.items()})
        for language, text in SENTENCES[code].items()
    }
    return Refused(Refusal(code, sentence, nearest, at, limit))
