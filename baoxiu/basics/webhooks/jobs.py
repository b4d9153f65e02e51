"""When webhooks are sent: a job that is asked for as soon as something is due."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from baoxiu.basics.webhooks.actions import send_queued
from baoxiu.basics.webhooks.queries import anything_due

SEND = "send_webhooks"
ROUNDS = 50


def wake_sender(*, at: datetime) -> None:
    """Ask for the job when something is due; one that waits serves everybody."""
    if anything_due(at) and not _waits():
        with suppress(AlreadyEnqueued):
            app.configure_task(SEND, queueing_lock=SEND, allow_unknown=True).defer()


def send_due(now: Callable[[], datetime]) -> None:
    """Send round after round until nothing is due; after ``ROUNDS`` the next job goes on."""
    for _round in range(ROUNDS):
        if not send_queued(at=now()):
            return


def _waits() -> bool:
    """Whether a job waits already; to ask is cheaper than to be refused, and fills no log."""
    return bool(ProcrastinateJob.objects.filter(queueing_lock=SEND, status="todo").exists())
