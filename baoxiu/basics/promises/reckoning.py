"""From a stored promise to its moments: due, warning, next look."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.kinds import PromiseKind
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.queries import calendar
from baoxiu.basics.promises.rules import WEEKDAYS, Limit, Pause, Unit, due, is_provisional, warn_at

TOLD = "moment"
"""Limit unit of a promise whose deadline is a moment told to the customer: it stays, whatever pauses."""

LIVE = (Promise.State.RUNNING, Promise.State.LATE)
MOMENTS = ("due_at", "warn_at", "provisional", "state", "escalation", "next_look_at")


def reckon(promise: Promise) -> None:
    """Set the moments of a live promise anew from its start, limit and pauses (not saved)."""
    kind = PROMISES[promise.kind]
    if promise.limit_unit != TOLD:
        _count(promise, kind)
    promise.next_look_at = next_look(promise)


def _count(promise: Promise, kind: PromiseKind) -> None:
    limit = Limit(promise.limit_amount, Unit(promise.limit_unit))
    days = calendar(promise.started_at) if kind.counts_working_days else WEEKDAYS
    pauses = [Pause(row.starts_at, row.ends_at) for row in promise.pauses.all()] if promise.pk else []
    promise.due_at = due(promise.started_at, limit, days, pauses)
    promise.warn_at = None
    promise.provisional = False
    if promise.due_at:
        promise.warn_at = warn_at(promise.started_at, limit, kind.warn, days, pauses)
        promise.provisional = is_provisional(promise.started_at, promise.due_at, limit, days)


def next_look(promise: Promise) -> object:
    """When the sweep has to look at it again; ``None`` while paused, ended, or with nobody left to tell."""
    if promise.state not in LIVE or promise.due_at is None:
        return None
    if promise.state == Promise.State.RUNNING:
        return promise.due_at if promise.warned else (promise.warn_at or promise.due_at)
    kind = PROMISES.get(promise.kind)
    steps = kind.escalation[promise.escalation :] if kind else ()
    return promise.due_at + timedelta(hours=steps[0].after_hours) if steps else None


def would_end(promise: Promise, amount: int) -> datetime | None:
    """When a running promise would end under another limit; ``None`` while paused or where the end was told."""
    if promise.limit_unit == TOLD:
        return None
    kind, limit = PROMISES[promise.kind], Limit(amount, Unit(promise.limit_unit))
    days = calendar(promise.started_at) if kind.counts_working_days else WEEKDAYS
    return due(
        promise.started_at, limit, days, [Pause(row.starts_at, row.ends_at) for row in promise.pauses.all()]
    )
