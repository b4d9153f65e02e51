"""When lists are written: a job that is asked for as soon as one waits."""

from __future__ import annotations

from baoxiu.core.waking import ask_for

WRITE = "write_exports"


def wake_writer() -> None:
    """Ask for the job."""
    ask_for(WRITE)
