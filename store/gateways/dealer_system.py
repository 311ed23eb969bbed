"""What the store tells a dealer's own system: a signed JSON webhook."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class DealerMessage:
    """One delivery. `key` is the idempotency key; `body` is canonical JSON, signed as it is."""

    key: str
    url: str
    secret: str
    body: bytes


class DealerSystem(Protocol):
    """The way to a dealer's system."""

    def post(self, message: DealerMessage, at: int) -> None:
        """Deliver; anything but 2xx raises DeliveryError. `at`: Unix seconds."""
        ...
