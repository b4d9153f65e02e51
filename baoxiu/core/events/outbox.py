"""Draining the outbox: every event leads to its next steps exactly once, whoever dies when.

The next steps of an event and the mark "handled" are one transaction, so either both are there or neither.
"""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, models, transaction

from baoxiu.core import clock
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.wake import awake
from baoxiu.core.rows import lock_row, read_row
from baoxiu.core.savepoints import without_savepoints

logger = logging.getLogger(__name__)
Handler = Callable[[Event], None]
GIVE_UP_AFTER = 8
_NEXT_DUE = """
    SELECT event_id FROM events_outboxentry
    WHERE shard = %s AND handled_at IS NULL AND attempts < %s AND (next_try_at IS NULL OR next_try_at <= %s)
    ORDER BY event_id LIMIT 1
"""


def drain(handle: Handler, *, limit: int = 10_000) -> int:
    """Handle what waits in every shard nobody else is draining; returns the number of handled events."""
    done = 0
    with awake():
        while done < limit and (handled := _drain_round(handle, limit - done)):
            done += handled
    return done


def _drain_round(handle: Handler, limit: int) -> int:
    """Once through the shards in which something waits."""
    shards = _waiting_shards()
    random.shuffle(shards)
    done = 0
    for shard in shards:
        while done < limit and (handled := _drain_next(shard, handle)) is not None:
            done += handled
    return done


def _waiting_shards() -> list[int]:
    rows = OutboxEntry.objects.filter(handled_at=None, attempts__lt=GIVE_UP_AFTER)
    return list(rows.values_list("shard", flat=True).distinct())


@transaction.atomic
def drain_case(chain: str, handle: Handler) -> int:
    """Handle what waits of one case, and what follows from that, in its order; for whoever cannot wait."""
    done = 0
    while entries := list(_due_of_case(chain)):
        done += sum(_handle(entry, handle) for entry in entries)
        if any(entry.handled_at is None for entry in entries):
            break
    return done


def _due_of_case(chain: str) -> models.QuerySet[OutboxEntry]:
    waiting = OutboxEntry.objects.filter(event__chain=chain, handled_at=None, attempts__lt=GIVE_UP_AFTER)
    return waiting.select_for_update(of=("self",)).select_related("event").order_by("event_id")


@transaction.atomic
def _drain_next(shard: int, handle: Handler) -> int | None:
    """Handle the shard's next event in a transaction of its own, so that people wait for one event at most.

    1 when handled, 0 when postponed, ``None`` when nothing is due or somebody else drains the shard.
    """
    event_id = _next_due(shard, clock.now()) if _own(shard) else None
    if event_id is None:
        return None
    entry = lock_row(OutboxEntry, event_id)
    if entry.handled_at is not None:
        return 0
    entry.event = read_row(Event, event_id)
    return _handle(entry, handle)


def _own(shard: int) -> bool:
    """One drainer per shard, so that the events of a case are handled in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [7_061, shard])
        return bool(cursor.fetchone()[0])


def _next_due(shard: int, now: datetime) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_DUE, [shard, GIVE_UP_AFTER, now])
        row = cursor.fetchone()
    return row[0] if row else None


def _handle(entry: OutboxEntry, handle: Handler) -> int:
    try:
        with transaction.atomic(), without_savepoints():
            handle(entry.event)
            entry.handled_at = clock.now()
            entry.save(update_fields=["handled_at"])
    except Exception:
        _postpone(entry)
        return 0
    return 1


def _postpone(entry: OutboxEntry) -> None:
    """Keep the event, note why, and try again later; others are not held up (standards.md 4.4 I02)."""
    logger.exception("next steps of event %s failed", entry.event_id)
    entry.attempts += 1
    entry.handled_at = None
    entry.last_error = traceback.format_exc(limit=-4)[-4000:]
    entry.next_try_at = clock.now() + timedelta(seconds=2**entry.attempts)
    entry.save(update_fields=["attempts", "handled_at", "last_error", "next_try_at"])
