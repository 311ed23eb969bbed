"""Words that are translated when they are shown, not when a module is read."""

from typing import cast

from flask_babel import lazy_gettext


def _l(words: str) -> str:
    """Translate when shown; typed as the text that forms and pages take it for."""
    return cast("str", lazy_gettext(words))
