"""The words a visitor reads, by their message in the code: translated as the pages are."""

from gettext import NullTranslations, translation
from pathlib import Path


CATALOGUES = Path(__file__).parents[2] / "store" / "translations"
FRENCH: NullTranslations = translation("messages", CATALOGUES, languages=["fr"], fallback=True)


def words(message: str, **values: object) -> str:
    """Return a message as the French pages show it; English until the catalogue is compiled."""
    text = FRENCH.gettext(message)
    return text % values if values else text
