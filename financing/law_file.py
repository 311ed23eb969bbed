"""A country's credit law from an authored TOML file, refused where its dates overlap."""

import re
from itertools import pairwise
from typing import cast, get_args

from financing.errors import BadData
from financing.law import Band, CreditLaw, Regime, UsuryQuarter
from financing.offers import Product
from financing.reading import Reader, read_toml


def read_law(text: str) -> CreditLaw:
    """Read `[[regime]]` and `[[usury]]` tables from TOML.

    Raises:
        BadData: Anything missing, unknown, out of range, overlapping, or out of order, with its
        place.
    """
    document = read_toml(text)
    country = document.text("country")
    regimes = tuple(_read_regime(reader) for reader in document.tables("regime"))
    quarters = tuple(read_quarter(reader) for reader in _given(document, "usury"))
    document.done()
    for earlier, later in pairwise(regimes):
        if earlier.until_day is None or earlier.until_day >= later.from_day:
            raise BadData(f"regime {later.key}", "begins before the one above it ends")
    keys = [known.key for known in quarters]
    if keys != sorted(set(keys)):
        raise BadData("usury", "quarters follow each other, each once")
    return CreditLaw(country, regimes, quarters)


def _given(document: Reader, key: str) -> list[Reader]:
    return document.tables(key) if document.has(key) else []


def _read_regime(reader: Reader) -> Regime:
    rated = reader.rows("rated")
    if not set(map(str, rated)) <= set(get_args(Product)):
        raise reader.wrong("rated", f"products are {', '.join(get_args(Product))}")
    regime = Regime(
        key=reader.text("key"),
        from_day=reader.day("from"),
        until_day=reader.day("until") if reader.has("until") else None,
        min_cents=reader.whole("min_cents"),
        max_cents=reader.whole("max_cents"),
        rated=frozenset(cast("list[Product]", rated)),
        warning=reader.sentence("warning"),
        withdrawal_days=reader.whole("withdrawal_days"),
        source=reader.text("source"),
        usury=reader.flag("usury", default=True),
        negative_equity=reader.flag("negative_equity", default=False),
    )
    reader.done()
    return regime


def read_quarter(reader: Reader) -> UsuryQuarter:
    """One `[[usury]]` table.

    Raises:
        BadData: A wrong quarter, bands out of order, a percentage that is none.
    """
    key = reader.text("quarter")
    if not re.fullmatch(r"(19|20)\d\d-Q[1-4]", key):
        raise reader.wrong("quarter", f"{key!r} is not like 2026-Q1")
    bands = []
    for row in reader.tables("bands"):
        limit = row.whole("up_to_cents") if row.has("up_to_cents") else None
        bands.append(Band(limit, row.percent("percent")))
        row.done()
    limits = [band.up_to_cents for band in bands]
    known = [limit for limit in limits if limit is not None]
    if limits[-1] is not None or len(known) != len(limits) - 1 or known != sorted(set(known)):
        raise reader.wrong("bands", "limits rise, and only the last band is without")
    demonstration, source = reader.flag("demonstration", default=False), reader.text("source")
    reader.done()
    return UsuryQuarter(key, tuple(bands), demonstration, source)
