"""Weeks of a service region on a simulated clock, through the real actions: what a change of the dispatch would bring."""
