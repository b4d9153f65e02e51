"""Where a point lies, how long a way takes, and what past visits teach. Pure: no Django, no clock, no I/O."""
