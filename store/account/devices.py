"""A browser in a person's words: "Firefox, Android" instead of its long name."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from store.models import LoginSession


# The first name found counts: Edge and Opera also call themselves Chrome, Chrome also Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Device:
    """An open session as its owner recognises it."""

    id: str
    words: str
    since: datetime


def device(session: LoginSession) -> Device:
    """Return a session in words."""
    return Device(session.id, device_words(session.browser), session.created_at)


def device_words(browser: str) -> str:
    """Name browser and system from a User-Agent header; nothing of it is trusted or kept."""
    known = (_first(BROWSERS, browser), _first(SYSTEMS, browser))
    return ", ".join(filter(None, known)) or _("Another device")


def _first(names: tuple[tuple[str, str], ...], browser: str) -> str:
    return next((shown for sign, shown in names if sign in browser), "")
