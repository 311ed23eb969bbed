"""What a price or a figure rests on, in the reader's words: it is kept once, in English."""

import re

from store.lazy import _l


WORDS = {
    "the customer's choice": _l("your choice"),
    "delivery conditions of the store": _l("our delivery conditions"),
    "valuation of the store": _l("our valuation"),
    "what is left of the price": _l("what is left of the price"),
    "mass: demonstration estimate": _l("Mass: demonstration estimate"),
    "fiscal power and mass: demonstration estimate, this engine is not in the ADEME file": _l(
        "Fiscal power and mass: demonstration estimate, this engine is not in the ADEME file"
    ),
}
LED = {"price list ": _l("price list"), "offer of ": _l("offer of")}
DATED = (
    (
        re.compile(r"Price and CO2: public price listings, France, model year (\d{4})"),
        _l("Price and CO₂: public price listings, France, model year %(date)s"),
    ),
    (
        re.compile(
            r"fiscal power, power, mass: ADEME Car Labelling (\d{4}-\d\d)"
            r" \(Licence Ouverte 2\.0\), same engine"
        ),
        _l(
            "Fiscal power, power, mass: ADEME Car Labelling %(date)s"
            " (Licence Ouverte 2.0), same engine"
        ),
    ),
    (
        re.compile(
            r"fiscal power: ADEME Car Labelling (\d{4}-\d\d)"
            r" \(Licence Ouverte 2\.0\), nearest relative"
        ),
        _l("Fiscal power: ADEME Car Labelling %(date)s (Licence Ouverte 2.0), nearest relative"),
    ),
)


def source_words(source: str) -> str:
    """Return a source of the store's own in the reader's language; another's as it is cited."""
    for led, words in LED.items():
        if source.startswith(led):
            return f"{words} {source.removeprefix(led)}"
    clauses = [_clause(one) for one in source.removesuffix(".").split("; ")]
    if None in clauses:
        return source
    return ". ".join(filter(None, clauses)) + "." * source.endswith(".")


def _clause(source: str) -> str | None:
    """Return one part of a source in words, None where it is not one of ours."""
    for pattern, words in DATED:
        found = pattern.fullmatch(source)
        if found:
            return str(words) % {"date": found[1]}
    return str(WORDS[source]) if source in WORDS else None
