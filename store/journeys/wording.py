"""Labels and notes of a deal's lines, in every language at once."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from babel.dates import format_date
from babel.numbers import format_currency

from store.markets.dated import read_toml


LANGUAGES = ("fr", "en")
Text = Mapping[str, str]
Param = int | str | Decimal | date | Text


@lru_cache(maxsize=16384)
def money_text(cents: int, language: str) -> str:
    """Return euros in a language, for the notes frozen into a deal."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=language)


@lru_cache(maxsize=1024)
def _day(day: date, language: str) -> str:
    if language == "fr":
        return format_date(day, "short", locale="fr")
    return format_date(day, "medium", locale="en_GB")


@cache
def _template(section: str, key: str) -> Text:
    text: Text = read_toml("fr", "texts")[section][key]
    return text


def _shown(name: str, value: Param, language: str) -> str:
    if name.endswith("_cents") and isinstance(value, int):
        return money_text(value, language)
    if isinstance(value, date):
        return _day(value, language)
    if isinstance(value, Decimal):
        text = format(value.normalize(), "f")
        return text.replace(".", ",") if language == "fr" else text
    return value[language] if isinstance(value, Mapping) else str(value)


def words(section: str, key: str, params: Mapping[str, Param] | None = None) -> dict[str, str]:
    """Return a label or note in every language, its figures filled in.

    Args:
        section: ``"label"`` or ``"note"``.
        key: Key of ``markets/fr/texts.toml``; an unknown one raises KeyError.
        params: Figures; names ending in ``_cents`` are shown as money.
    """
    template = _template(section, key)
    if not params:
        return dict(template)
    return {
        language: template[language].format(
            **{name: _shown(name, value, language) for name, value in params.items()}
        )
        for language in LANGUAGES
    }
