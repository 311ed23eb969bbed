"""Orders: a pure table of states, then one verb a file, each one transaction."""
