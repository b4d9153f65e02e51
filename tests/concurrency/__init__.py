"""Several at once, and processes that die."""
