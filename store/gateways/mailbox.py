"""The mailbox of the demonstration: letters and short messages are kept where all can read them.

One folder in the Maildir format, written by any number of processes, with mail and SMS together.
"""

import os
import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from pathlib import Path

from store import clock
from store.gateways.letters import compose, letter_id
from store.gateways.mail import Attachment, DeliveryError, Letter


SENDER = "Volant <commandes@volant.example>"
ID = re.compile(r"[0-9a-f]{32}")
SMS_HEADER = "Volant-SMS"


class UnknownLetter(LookupError):
    """There is no letter of this id."""


@dataclass(frozen=True, kw_only=True)
class KeptLetter:
    """A letter or a short message in the mailbox. `at` is the moment it was sent."""

    id: str
    to: str
    subject: str
    at: datetime
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    sms: bool


class Mailbox:
    """A mail system that keeps every letter; the same key twice keeps one."""

    def __init__(self, folder: Path) -> None:
        """Keep letters in this folder, which is made when missing."""
        self._folder = folder
        for name in ("tmp", "new", "cur"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def send(self, letter: Letter) -> None:
        """Keep a letter.

        Raises:
            DeliveryError: It cannot be written as a message, or the disk did not take it.
        """
        self.keep(letter.key, compose(letter, SENDER, clock.now()))

    def keep(self, key: str, message: EmailMessage) -> None:
        """Keep a message under its key, whole or not at all.

        Raises:
            DeliveryError: The disk did not take it.
        """
        target = self._folder / "new" / letter_id(key)
        try:
            handle, part = tempfile.mkstemp(dir=self._folder / "tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(message.as_bytes())
                os.link(part, target)
            finally:
                Path(part).unlink()
        except FileExistsError:
            return
        except OSError as error:
            raise DeliveryError(f"mailbox: {error.strerror}") from error

    def letters(self, most: int | None = None) -> list[KeptLetter]:
        """Return letters and short messages, the newest first: all, or at most so many."""
        folder = self._folder / "new"
        names = sorted(
            (path for path in folder.iterdir() if ID.fullmatch(path.name)),
            key=lambda path: path.stat().st_mtime_ns,
            reverse=True,
        )
        return [_read(path) for path in names[:most]]

    def letter(self, wanted: str) -> KeptLetter:
        """Return one letter.

        Raises:
            UnknownLetter: There is none.
        """
        path = self._folder / "new" / wanted
        if not ID.fullmatch(wanted) or not path.is_file():
            raise UnknownLetter("mailbox: there is no letter of this id")
        return _read(path)


class SmsMailbox:
    """An SMS system that keeps every message in the same folder as the mail."""

    def __init__(self, folder: Path) -> None:
        """Keep messages in this folder."""
        self._mailbox = Mailbox(folder)

    def send(self, *, key: str, to: str, text: str) -> None:
        """Keep a short text.

        Raises:
            DeliveryError: The number or the disk did not take it.
        """
        message = EmailMessage(policy=SMTP)
        try:
            message[SMS_HEADER] = to
            message["Date"] = clock.now()
            message.set_content(text)
        except ValueError as error:
            raise DeliveryError(f"SMS {key[:60]!r}: {error}") from error
        self._mailbox.keep(f"sms:{key}", message)


def _read(path: Path) -> KeptLetter:
    message = message_from_bytes(path.read_bytes(), policy=SMTP)
    number = message[SMS_HEADER]
    return KeptLetter(
        id=path.name,
        to=str(number or message["To"]),
        subject=str(message["Subject"] or ""),
        at=message["Date"].datetime,
        text=_words(message.get_body(("plain",))),
        html=_words(message.get_body(("html",))),
        attachments=tuple(_attachment(part) for part in message.iter_attachments()),
        sms=number is not None,
    )


def _words(part: MIMEPart | None) -> str:
    """Return a text without the line ends of a journey by mail."""
    return part.get_content().replace("\r\n", "\n").rstrip("\n") if part else ""


def _attachment(part: EmailMessage) -> Attachment:
    content, name = part.get_payload(decode=True), part.get_filename() or "attachment"
    body = content if isinstance(content, bytes) else b""
    return Attachment(name=name, media_type=part.get_content_type(), content=body)
