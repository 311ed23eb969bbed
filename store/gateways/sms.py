"""What the store asks of an SMS system; `mailbox.py` keeps messages for the demonstration."""

from typing import Protocol


class Sms(Protocol):
    """An SMS system."""

    def send(self, *, key: str, to: str, text: str) -> None:
        """Send a short text to an E.164 number. Raises store.gateways.mail.DeliveryError."""
        ...


class NoSms:
    """SMS switched off (SMS=none): codes go by e-mail only, so a text is owed to nobody."""

    def send(self, *, key: str, to: str, text: str) -> None:
        """Take the text and send nothing."""
