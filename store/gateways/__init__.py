"""The outside world: one file a system, behind a Protocol, with a local twin."""
