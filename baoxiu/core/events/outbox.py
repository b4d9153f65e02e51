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

logger = logging.getLogger(__name__)
Handler = Callable[[Event], None]
GIVE_UP_AFTER = 8


def drain(handle: Handler, *, limit: int = 10_000) -> int:
    """Handle what waits in every shard nobody else is draining; returns the number of handled events."""
    shards = list(range(OutboxEntry.SHARDS))
    random.shuffle(shards)
    done = 0
    for shard in shards:
        while done < limit and (handled := _drain_next(shard, handle)) is not None:
            done += handled
    return done


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
    entry = _due(shard, clock.now()).first() if _own(shard) else None
    return None if entry is None else _handle(entry, handle)


def _own(shard: int) -> bool:
    """One drainer per shard, so that the events of a case are handled in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [7_061, shard])
        return bool(cursor.fetchone()[0])


def _due(shard: int, now: datetime) -> models.QuerySet[OutboxEntry]:
    waiting = OutboxEntry.objects.filter(shard=shard, handled_at=None, attempts__lt=GIVE_UP_AFTER)
    return (
        waiting.filter(models.Q(next_try_at=None) | models.Q(next_try_at__lte=now))
        .select_related("event")
        .order_by("event_id")
    )


def _handle(entry: OutboxEntry, handle: Handler) -> int:
    try:
        with transaction.atomic():
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
