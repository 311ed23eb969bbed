"""The dealer's forms."""
