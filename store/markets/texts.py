"""Legal texts and sellers of a market: data by key, language and first day in force."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from store.markets.dated import Dated, pick_holding, read_rows, read_toml
from store.markets.errors import Invalid


Language = Literal["fr", "en"]


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalRow(Dated):
    """One text in the market's languages; the market's first language prevails."""

    key: str
    fr: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """Return the words in a language, else those that prevail where there are no others."""
        return ((self.en if language == "en" else self.fr) or self.fr or self.en).strip()


@dataclass(frozen=True, slots=True)
class LegalText:
    """A text on a day; ``version`` is ``key@first-day``, kept by every order that shows it."""

    key: str
    version: str
    text: str
    source: str

    def filled(self, **values: str) -> str:
        """Return the text with its {names} filled in; raises Invalid ``legal_value``."""
        try:
            return self.text.format(**values)
        except KeyError as error:
            raise Invalid("legal_value", f"The text {self.key} needs {error.args[0]}.") from error


@dataclass(frozen=True, kw_only=True, slots=True)
class Seller:
    """Who sells a brand: every mention the purchase order must carry."""

    brand: str
    name: str
    form: str
    capital: str
    rcs: str
    vat_number: str
    address: str
    email: str
    phone: str
    insurer: str
    mediator: str
    mediator_url: str
    demonstration: bool


@cache
def legal_rows(country: str = "FR") -> tuple[LegalRow, ...]:
    """Return every text ever in force in a country."""
    table = read_toml(country.lower(), "legal")["text"]
    return read_rows(LegalRow, table, f"{country} legal.toml")


def legal(key: str, language: str, on: date, country: str = "FR") -> LegalText:
    """Return a country's legal text in a language on a day.

    Raises:
        Invalid: ``legal_key`` or ``legal_language``.
        UnknownLaw: No version of the text has begun.
    """
    rows = [row for row in legal_rows(country) if row.key == key]
    if not rows:
        raise Invalid("legal_key", f"There is no legal text named {key}.")
    if language not in {"fr", "en"}:
        raise Invalid("legal_language", "Legal texts exist in French and in English.")
    row = pick_holding(rows, on, f"legal:{key}")
    return LegalText(key, f"{key}@{row.starts}", row.text(language), row.source)


def legal_keys(country: str = "FR") -> tuple[str, ...]:
    """Return the keys of all texts, in the file's order without repeats."""
    return tuple(
        dict.fromkeys(table["key"] for table in read_toml(country.lower(), "legal")["text"])
    )


def texts_version(on: date, country: str = "FR") -> str:
    """Name the set of texts in force on a day: the newest first day among them."""
    days = [row.starts for row in legal_rows(country) if row.in_force(on)]
    return f"{country}-texts@{max(days)}" if days else f"{country}-texts@none"


def seller(brand: str, country: str = "FR") -> Seller:
    """Return who sells a brand; raises Invalid ``seller_unknown``."""
    for table in read_toml(country.lower(), "sellers")["seller"]:
        if table["brand"] == brand:
            return Seller(**table)
    raise Invalid("seller_unknown", f"Nobody sells the brand {brand} in this market.")
