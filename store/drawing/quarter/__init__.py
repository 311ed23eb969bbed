"""Cars seen from three quarters: a solid made from the side view's tables, lit and seen."""
