"""The countries in which the store sells."""

from collections.abc import Callable, Mapping

from store.markets.errors import Invalid
from store.markets.france import france
from store.markets.gb import great_britain
from store.markets.pack import Market


MARKETS: Mapping[str, Callable[[], Market]] = {"FR": france, "GB": great_britain}


def market(key: str) -> Market:
    """Return a market by its country code; raises Invalid ``market_unknown``."""
    if key not in MARKETS:
        raise Invalid("market_unknown", f"The store does not sell in the country {key}.")
    return MARKETS[key]()
