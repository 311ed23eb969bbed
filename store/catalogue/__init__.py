"""Price lists as immutable dated versions, their compiled engines, and cars in stock."""
