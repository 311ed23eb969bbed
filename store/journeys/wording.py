"""Labels and notes of a deal's lines, in every language of its market at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from store.markets import market
from store.markets.dated import read_toml


Text = Mapping[str, str]
Param = int | str | Decimal | date | Text
BRITISH = "en_GB"


@lru_cache(maxsize=16384)
def money_text(cents: int, language: str, currency: str = "EUR") -> str:
    """Return an amount in a language, for the notes frozen into a deal."""
    locale = BRITISH if currency == "GBP" else language
    return format_currency(Decimal(cents) / 100, currency, locale=locale)


@lru_cache(maxsize=1024)
def _day(day: date, language: str) -> str:
    if language == "fr":
        return format_date(day, "short", locale="fr")
    return format_date(day, "medium", locale=BRITISH)


@lru_cache(maxsize=16384)
def _plain(value: int | str | Decimal, language: str) -> str:
    if isinstance(value, int):
        return format_decimal(value, locale=BRITISH if language == "en" else language)
    if isinstance(value, str):
        return value
    text = format(value.normalize(), "f")
    return text.replace(".", ",") if language == "fr" else text


def instalments_text(stages: Iterable[tuple[int, int]], money: Callable[[int], str]) -> str:
    """Return payments as they multiply and sum to the cent: 59 × 410,12 € + 1 × 407,87 €.

    Args:
        stages: (number, cents) of equal payments in a row, as `Quote.stages` has them.
        money: How an amount is written in the reader's language.
    """
    return " + ".join(f"{count}\u00a0×\u00a0{money(cents)}" for count, cents in stages)


@dataclass(frozen=True)
class Words:
    """The labels and notes of one market, in every language it sells in."""

    country: str
    currency: str

    def __call__(
        self, section: str, key: str, params: Mapping[str, Param] | None = None
    ) -> dict[str, str]:
        """Return a label or note in every language, its figures filled in.

        Args:
            section: ``"label"`` or ``"note"``.
            key: Key of the market's ``texts.toml``; an unknown one raises KeyError.
            params: Figures; names ending in ``_cents`` are shown as money.
        """
        template: Text = read_toml(self.country, "texts")[section][key]
        if not params:
            return dict(template)
        return {
            language: text.format(**{k: self._shown(k, v, language) for k, v in params.items()})
            for language, text in template.items()
        }

    def _shown(self, name: str, value: Param, language: str) -> str:
        if name.endswith("_cents") and isinstance(value, int):
            return money_text(value, language, self.currency)
        if isinstance(value, Mapping):
            return value.get(language) or next(iter(value.values()))
        return _day(value, language) if isinstance(value, date) else _plain(value, language)


@cache
def wording(market_key: str) -> Words:
    """Return the words of a market's lines; raises Invalid ``market_unknown``."""
    return Words(market_key.lower(), market(market_key).currency)
