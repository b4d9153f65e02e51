"""Draining the outbox: every event leads to its next steps exactly once, whoever dies when.

The next steps of an event and the mark "handled" are one transaction, so either both are there or neither.
"""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from baoxiu.core import clock
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.wake import awake
from baoxiu.core.rows import lock_row, read_row
from baoxiu.core.savepoints import without_savepoints

logger = logging.getLogger(__name__)
Handler = Callable[[Event], None]
GIVE_UP_AFTER = 8
_NEXT_OF_CASE = """
    SELECT entry.event_id FROM events_event AS event JOIN events_outboxentry AS entry ON entry.event_id = event.id
    WHERE event.chain = %s AND entry.handled_at IS NULL AND entry.attempts < %s ORDER BY event.seq LIMIT 1
"""
_NEXT_OF_SHARD = """
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
    while (event_id := _first(_NEXT_OF_CASE, [chain, GIVE_UP_AFTER])) is not None:
        if not _handle_next(event_id, handle):
            break
        done += 1
    return done


@transaction.atomic
def _drain_next(shard: int, handle: Handler) -> int | None:
    """Handle the shard's next event in a transaction of its own, so that people wait for one event at most.

    1 when handled, 0 when postponed, ``None`` when nothing is due or somebody else drains the shard.
    """
    event_id = _first(_NEXT_OF_SHARD, [shard, GIVE_UP_AFTER, clock.now()]) if _own(shard) else None
    return None if event_id is None else _handle_next(event_id, handle)


def _own(shard: int) -> bool:
    """One drainer per shard, so that the events of a case are handled in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [7_061, shard])
        return bool(cursor.fetchone()[0])


def _first(sql: str, params: list[Any]) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return row[0] if row else None


def _handle_next(event_id: int, handle: Handler) -> int:
    """Handle an event unless somebody else has done so meanwhile; how many were handled."""
    entry = lock_row(OutboxEntry, event_id)
    if entry.handled_at is not None:
        return 0
    entry.event = read_row(Event, event_id)
    return _handle(entry, handle)


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
