"""The buyer's papers: received, re-encoded, sealed, looked at by the dealer, and forgotten."""
