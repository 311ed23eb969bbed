"""Words of forms and tables, translated when they are shown."""

from typing import cast

from flask_babel import lazy_gettext


def lazy(words: str) -> str:
    """Translate when shown: WTForms and tables take what looks like text, types ask for text."""
    return cast("str", lazy_gettext(words))
