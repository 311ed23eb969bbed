"""The pages of an order, gathered: each module below adds its own to one blueprint."""

from store.shop import deposit, documents, signature, verification, withdrawal
from store.shop.orders import pages


__all__ = ["deposit", "documents", "pages", "signature", "verification", "withdrawal"]
