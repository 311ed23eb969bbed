"""The British pack: data, a table of VED and a few validators."""

from store.markets.gb.pack import great_britain


__all__ = ["great_britain"]
