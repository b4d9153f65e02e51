"""Waking the worker after a commit, once per transaction and connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

DRAIN = "drain_outbox"
_WAITS = "SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo')"
_awake: ContextVar[bool] = ContextVar("awake", default=False)


def wake_worker() -> None:
    """Ask, after the commit, for one drain job; one waiting job serves everybody.

    Deferred after the commit and not inside it: the job's queueing lock would make all writers wait for each
    other. The sweep drains as well, so an event survives a process that dies in between.
    """
    if _awake.get() or any(hook is _defer for _sids, hook, *_rest in connection.run_on_commit):
        return
    transaction.on_commit(_defer)


@contextmanager
def awake() -> Iterator[None]:
    """Whoever drains goes on until nothing waits, so what follows meanwhile wakes nobody."""
    before = _awake.set(True)
    try:
        yield
    finally:
        _awake.reset(before)


def _defer() -> None:
    if _waits():
        return
    with suppress(AlreadyEnqueued):
        app.configure_task(DRAIN, queueing_lock=DRAIN, allow_unknown=True).defer()


def _waits() -> bool:
    """Whether a job waits already; to ask is cheaper than to be refused, and fills no log."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITS, [DRAIN])
        return bool(cursor.fetchone()[0])
