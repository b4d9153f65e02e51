"""When webhooks are sent: a job that is asked for as soon as something is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from baoxiu.basics.webhooks.actions import send_queued
from baoxiu.basics.webhooks.queries import anything_due
from baoxiu.core.waking import ask_for

SEND = "send_webhooks"
ROUNDS = 50


def wake_sender(*, at: datetime) -> None:
    """Ask for the job when something is due."""
    if anything_due(at):
        ask_for(SEND)


def send_due(now: Callable[[], datetime]) -> None:
    """Send round after round until nothing is due; after ``ROUNDS`` the next job goes on."""
    for _round in range(ROUNDS):
        if not send_queued(at=now()):
            return
