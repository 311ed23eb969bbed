"""The pages of an order, gathered: each module below adds its own to one blueprint."""

from store.shop import (
    co_signature,
    deposit,
    documents,
    exchange,
    signature,
    verification,
    withdrawal,
)
from store.shop.orders import pages


__all__ = [
    "co_signature",
    "deposit",
    "documents",
    "exchange",
    "pages",
    "signature",
    "verification",
    "withdrawal",
]
