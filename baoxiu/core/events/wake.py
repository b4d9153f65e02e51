"""Waking the worker after a commit, once per transaction and connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from baoxiu.core.waking import after_commit, ask_for

DRAIN = "drain_outbox"
_awake: ContextVar[bool] = ContextVar("awake", default=False)


def wake_worker() -> None:
    """Ask, after the commit, for one drain job; one waiting job serves everybody.

    Deferred after the commit and not inside it: the job's queueing lock would make all writers wait for each
    other. The sweep drains as well, so an event survives a process that dies in between.
    """
    if not _awake.get():
        after_commit(_ask)


@contextmanager
def awake() -> Iterator[None]:
    """Whoever drains goes on until nothing waits, so what follows meanwhile wakes nobody."""
    before = _awake.set(True)
    try:
        yield
    finally:
        _awake.reset(before)


def _ask() -> None:
    ask_for(DRAIN)
