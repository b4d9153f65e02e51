"""Asking for a background job that is done by name: one that waits serves everybody."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

_WAITS = "SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo')"


def ask_for(job: str, *, lock: str | None = None, after: int = 0) -> None:
    """Have the job done, in so many seconds, unless it waits already. With the same ``lock`` only one is done at a time."""
    if _waits(job):
        return
    later = {"seconds": after} if after else None
    with suppress(AlreadyEnqueued):
        app.configure_task(job, queueing_lock=job, lock=lock, schedule_in=later, allow_unknown=True).defer()


def after_commit(ask: Callable[[], None]) -> None:
    """Call it after the commit, once however often a transaction wants it."""
    if not any(hook is ask for _sids, hook, *_rest in connection.run_on_commit):
        transaction.on_commit(ask)


def _waits(job: str) -> bool:
    """Whether one waits; to ask is cheaper than to be refused, and fills no log."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITS, [job])
        return bool(cursor.fetchone()[0])
