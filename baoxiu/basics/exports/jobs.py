"""When lists are written: a job that is asked for as soon as one waits."""

from __future__ import annotations

from contextlib import suppress

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

WRITE = "write_exports"


def wake_writer() -> None:
    """Ask for the job; one that waits serves everybody."""
    if ProcrastinateJob.objects.filter(queueing_lock=WRITE, status="todo").exists():
        return
    with suppress(AlreadyEnqueued):
        app.configure_task(WRITE, queueing_lock=WRITE, allow_unknown=True).defer()
