"""A letter as an Internet message (RFC 5322) with its texts and attachments (MIME)."""

import hashlib
from binascii import b2a_base64
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from store.gateways.mail import DeliveryError, Letter
from store.typed_text import carried


COLUMNS = 76


def compose(letter: Letter, sender: str, at: datetime) -> EmailMessage:
    """Write the message.

    Args:
        letter: What to whom; its key makes the Message-ID, so a repeat is known as the same.
        sender: `Name <address>`.
        at: Moment of the Date header.

    Raises:
        DeliveryError: An address or a subject that no message can carry.
    """
    message = EmailMessage(policy=SMTP)
    try:
        origin = _address(sender)
        message["From"] = origin
        message["To"] = _address(letter.to)
        message["Subject"] = letter.subject
        message["Date"] = at
        message["Message-ID"] = f"<{letter_id(letter.key)}@{origin.domain}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
        _fill(message, letter)
    except (ValueError, MessageError, LookupError) as error:
        raise DeliveryError(f"letter {letter.key[:60]!r}: {error}") from error
    return message


def letter_id(key: str) -> str:
    """Return the name a key gives its letter: 32 hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _address(text: str) -> Address:
    """Read exactly one address, so that nobody else gets a letter by way of a comma."""
    name, address = parseaddr(text)
    if not address or "," in address or text.strip() not in {address, f"{name} <{address}>"}:
        raise ValueError("it needs exactly one address")
    return Address(display_name=name, addr_spec=carried(address))


def _fill(message: EmailMessage, letter: Letter) -> None:
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    for one in letter.attachments:
        major, _slash, minor = one.media_type.partition("/")
        message.add_attachment(b"", maintype=major, subtype=minor, filename=one.name)
        *_earlier, part = message.iter_attachments()
        part.set_payload(_base64(one.content))


def _base64(content: bytes) -> str:
    """Return lines of 76 signs (RFC 2045); the library makes them one at a time, far slower."""
    text = b2a_base64(content, newline=False).decode("ascii")
    return "".join(f"{text[at : at + COLUMNS]}\n" for at in range(0, len(text), COLUMNS))
