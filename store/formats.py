"""Amounts, days and plates as people read them; the only place that formats money."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from flask import Flask
from flask_babel import get_locale, gettext as _

from store.clock import PARIS
from store.markets import dialled


NARROW = "\u202f"
MINUS = "\u2212"


@lru_cache(maxsize=8192)
def _money(cents: int, locale: str, currency: str, pattern: str | None) -> str:
    amount = Decimal(abs(cents)) / 100
    text = format_currency(
        amount, currency, format=pattern, locale=locale, currency_digits=not pattern
    )
    return f"{MINUS}{NARROW}{text}" if cents < 0 else text


def _locale() -> str:
    return str(get_locale() or "fr")


def euros(cents: int, currency: str = "EUR") -> str:
    """Return an amount in full: 28 150,00 €."""
    return _money(cents, _locale(), currency, None)


def euros_round(cents: int, currency: str = "EUR") -> str:
    """Return an amount without cents, for cards: 28 150 €."""
    pattern = "#,##0\u00a0¤" if _locale().startswith("fr") else "¤#,##0"
    return _money(cents, _locale(), currency, pattern)


def signed_euros(cents: int, currency: str = "EUR") -> str:
    """Return a price difference with its sign: + 690 €; cents only where there are any."""
    plain = euros(abs(cents), currency) if cents % 100 else euros_round(abs(cents), currency)
    sign = MINUS if cents < 0 else "+"
    return f"{sign}{NARROW}{plain}"


def price_parts(cents: int, currency: str = "EUR") -> tuple[str, str]:
    """Split THE price into its whole part and its small part: ("29 704", ",76 €")."""
    text = euros(cents, currency)
    mark = max(text.rfind(","), text.rfind("."))
    return text[:mark], text[mark:]


def major_units(cents: int) -> str:
    """Return an amount for machines, in whole units and two decimals: 28150.00."""
    return f"{Decimal(cents) / 100:.2f}"


def number(value: Decimal | int, digits: int = 0) -> str:
    """Return a number with the language's separators."""
    return format_decimal(round(Decimal(value), digits), locale=_locale())


def measured(text: str) -> str:
    """Return a figure and its unit, kept as 5.3 l/100 km, with the language's own decimal mark."""
    figure, _space, unit = text.partition(" ")
    try:
        return f"{format_decimal(Decimal(figure), locale=_locale())}\u00a0{unit}"
    except InvalidOperation:
        return text


def percent(value: Decimal, digits: int = 2) -> str:
    """Return a rate given in percent: 4,99 %."""
    pattern = "0." + "0" * digits if digits else "0"
    space = "\u00a0" if _locale().startswith("fr") else ""
    return f"{format_decimal(value, format=pattern, locale=_locale())}{space}%"


def day(value: date) -> str:
    """Return a short day: 21 nov. 2026."""
    return format_date(value, "d MMM y", locale=_locale())


def day_long(value: date) -> str:
    """Return a day in words: 21 novembre 2026."""
    return format_date(value, "d MMMM y", locale=_locale())


def weekday(value: date) -> str:
    """Return a day with its name: samedi 21 novembre."""
    return format_date(value, "EEEE d MMMM", locale=_locale())


def month(value: date) -> str:
    """Return a month in words: janvier 2027."""
    return format_date(value, "MMMM y", locale=_locale())


def moment(value: datetime) -> str:
    """Return a moment of the market's day: 21 nov., 18:42."""
    pattern = "d MMM, HH:mm"
    return format_datetime(value, pattern, tzinfo=PARIS, locale=_locale())


def half_day(part: str) -> str:
    """Return "morning" or "afternoon" inside a sentence."""
    return _("in the morning") if part == "morning" else _("in the afternoon")


def telephone(written: str) -> str:
    """Return a number kept as E.164 as people dial it: 06 39 98 12 34."""
    return dialled(written, _locale())


def init_app(app: Flask) -> None:
    """Give the templates their filters."""
    for shown in (
        euros,
        euros_round,
        signed_euros,
        price_parts,
        number,
        measured,
        percent,
        day,
        day_long,
        weekday,
        month,
        moment,
        half_day,
        telephone,
    ):
        app.add_template_filter(shown)
