"""Whole repairs, told from the report to the follow-up call."""
