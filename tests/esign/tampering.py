"""Twenty-two ways to forge a signed order, each a small function from a scene to a file."""

from tests.esign import forged_anew, forged_bytes, forged_updates


RECIPES = (*forged_bytes.RECIPES, *forged_updates.RECIPES, *forged_anew.RECIPES)
