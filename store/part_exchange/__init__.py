"""The car given in exchange, rechecked by the dealer and answered by the customer."""
