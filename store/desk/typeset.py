"""A text of the data in the reader's language, set as French wants."""

import re
from collections.abc import Mapping

from flask_babel import get_locale

from store.locale import pick


THIN = "\u202f"
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")
BEFORE = re.compile(r" (?=[?!;:](?:\s|$))")


def say(text: Mapping[str, str]) -> str:
    """Return a text of the data in the reader's language, typeset."""
    words = pick(dict(text))
    return typeset(words) if str(get_locale() or "fr") == "fr" else words


def typeset(text: str) -> str:
    """Return a text with curved apostrophes and the thin space before high punctuation."""
    return BEFORE.sub(THIN, STRAIGHT.sub("\u2019", text))
