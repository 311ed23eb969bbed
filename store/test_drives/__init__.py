"""Test drives: asked by anybody, answered by the dealer who has the car."""
