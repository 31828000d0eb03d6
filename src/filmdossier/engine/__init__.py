"""Reading many articles, and deriving records from what was read."""
