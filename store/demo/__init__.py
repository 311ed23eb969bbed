"""The demonstration brands, cars, dealers, stock and people."""
