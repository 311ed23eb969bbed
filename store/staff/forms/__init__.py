"""The staff's forms."""
