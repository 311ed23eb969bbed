"""A market's names and figures as its ``market.toml`` says them."""

from typing import Any

from store.markets.dated import read_toml


def market_settings(key: str) -> dict[str, Any]:
    """Return currency, languages, hours and figures of a country, by the names of `Market`."""
    table = read_toml(key.lower(), "market")
    names = table["market"]
    return {
        "key": key,
        **names,
        "languages": tuple(names["languages"]),
        "order_sections": tuple(names["order_sections"]),
        "unknown_taxes_ordered": table["orders"]["unknown_taxes"],
        **table["figures"],
    }
