"""What the store asks of a mail system: `smtp.py` sends; `mailbox.py` keeps, for the demo."""

from dataclasses import dataclass
from typing import Protocol


class DeliveryError(RuntimeError):
    """The message was not taken; the outbox tries again."""


class Unreachable(DeliveryError):
    """The other side did not answer at all, or not in time."""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that travels with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One e-mail. `key` becomes its Message-ID, so that a repeat is the same letter."""

    key: str
    to: str
    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()


class Mail(Protocol):
    """A mail system."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises DeliveryError."""
        ...
