"""The one sweep: asks every promise whose time has come."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.reckoning import next_look
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.actions import record
from baoxiu.core.events.locks import own_chains
from baoxiu.core.gathering import gathering

BATCH = 50
_STORE = """
    UPDATE promises_promise AS promise
    SET state = new.state, warned = new.warned, escalation = new.escalation, next_look_at = new.next_look_at
    FROM unnest(%s::bigint[], %s::text[], %s::boolean[], %s::smallint[], %s::timestamptz[])
        AS new(id, state, warned, escalation, next_look_at)
    WHERE promise.id = new.id
"""


def sweep(*, at: datetime) -> int:
    """Warn, find late, escalate; returns how many promises were looked at (RQ-NOT-02, RQ-NOT-04).

    Several sweepers may run at once. A case that is being worked on is left for the next minute.
    """
    done, busy = 0, set[int]()
    while looked := _sweep_batch(at, busy):
        done += looked
    return done - len(busy)


@transaction.atomic
def _sweep_batch(at: datetime, busy: set[int]) -> int:
    """Row locks and case locks are both taken without waiting, so the sweep is never part of a deadlock."""
    due = Promise.objects.filter(next_look_at__lte=at).exclude(pk__in=busy).order_by("next_look_at")
    promises = list(due.select_for_update(skip_locked=True)[:BATCH])
    free = own_chains({promise.case for promise in promises})
    mine = [promise for promise in promises if promise.case in free]
    busy.update(promise.pk for promise in promises if promise.case not in free)
    with gathering():
        for promise in mine:
            _look(promise, at)
    _store(mine)
    return len(promises)


def _store(promises: list[Promise]) -> None:
    """One statement for the batch; Django's own bulk update costs more than all the rest of the sweep."""
    columns = ("pk", "state", "warned", "escalation", "next_look_at")
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [[getattr(promise, name) for promise in promises] for name in columns])


def _look(promise: Promise, at: datetime) -> None:
    while promise.next_look_at is not None and promise.next_look_at <= at:
        _step(promise, at)
        promise.next_look_at = next_look(promise)


def _step(promise: Promise, at: datetime) -> None:
    if promise.state == Promise.State.LATE:
        _escalate(promise, at)
    elif promise.due_at <= at:
        promise.state = Promise.State.LATE
        _record("promise.broken", promise, promise.owner_role, at)
    else:
        promise.warned = True
        _record("promise.warned", promise, promise.owner_role, at)


def _escalate(promise: Promise, at: datetime) -> None:
    step = PROMISES[promise.kind].escalation[promise.escalation]
    promise.escalation += 1
    _record("promise.escalated", promise, step.role, at)


def _record(kind: str, promise: Promise, role: str, at: datetime) -> None:
    record(
        kind,
        promise,
        by=SYSTEM,
        at=at,
        promise=promise.kind,
        number=promise.label,
        outlet_id=promise.outlet_id,
        role=role,
        due_at=promise.due_at,
        level=promise.escalation,
    )
