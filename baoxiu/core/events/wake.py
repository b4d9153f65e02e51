"""Waking the worker after a commit, once per transaction and connection."""

from __future__ import annotations

from contextlib import suppress

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

DRAIN = "drain_outbox"


def wake_worker() -> None:
    """Ask, after the commit, for one drain job; one waiting job serves everybody.

    Deferred after the commit and not inside it: the job's queueing lock would make all writers wait for each
    other. The minute sweep drains as well, so an event survives a process that dies in between.
    """
    if any(hook is _defer for _sids, hook, *_rest in connection.run_on_commit):
        return
    transaction.on_commit(_defer)


def _defer() -> None:
    with suppress(AlreadyEnqueued):
        app.configure_task(DRAIN, queueing_lock=DRAIN, allow_unknown=True).defer()
