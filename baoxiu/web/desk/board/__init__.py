"""The dispatch board: the running plan to look at and to change."""
