"""Draining the outbox: every event leads to its next steps exactly once, whoever dies when.

The next steps of an event and the mark "handled" are one transaction, so either both are there or neither. What waits of
one case is handled together, with all that follows from it.
"""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable
from datetime import timedelta
from functools import cache

from django.db import connection, transaction

from baoxiu.core import clock
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.wake import awake
from baoxiu.core.rows import holding_rows, lock_row, made
from baoxiu.core.savepoints import without_savepoints

logger = logging.getLogger(__name__)
Handler = Callable[[Event], None]
GIVE_UP_AFTER = 8
AT_ONCE = 50
"""So many events of a case at most are handled in one transaction: people wait for no more."""

_DUE = """
    entry.handled_at IS NULL AND entry.attempts < %(tries)s
    AND (entry.next_try_at IS NULL OR entry.next_try_at <= %(now)s)
"""
_NEXT_OF_SHARD = f"""
    SELECT event.id, event.chain FROM events_outboxentry AS entry JOIN events_event AS event ON event.id = entry.event_id
    WHERE entry.shard = %(shard)s AND {_DUE} ORDER BY entry.event_id LIMIT 1
"""
_WAITING = """
    SELECT {columns} FROM events_event AS event JOIN events_outboxentry AS entry ON entry.event_id = event.id
    WHERE {which} AND event.id > %(after)s AND {due} ORDER BY event.id LIMIT %(limit)s FOR UPDATE OF entry
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


def drain_case(chain: str, handle: Handler) -> int:
    """Handle what waits of one case, and what follows from that, in its order; for whoever cannot wait."""
    done = 0
    while handled := _drain_one(lambda: (0, chain), handle):
        done += handled
    return done


def _drain_next(shard: int, handle: Handler) -> int | None:
    """Handle what waits of the shard's next case; ``None`` when nothing is due or somebody else drains the shard."""
    return _drain_one(lambda: _next_of(shard) if _own(shard) else None, handle)


def _drain_one(find: Callable[[], tuple[int, str] | None], handle: Handler) -> int | None:
    """Handle what waits of a case with all that follows in it, in one transaction; how many were handled.

    Where a step fails nothing of the transaction stays: what came before is done again without it, and the one that
    fails as the first is postponed.
    """
    most = AT_ONCE
    while True:
        handled: list[int] = []
        try:
            with transaction.atomic(), without_savepoints(), holding_rows():
                found = find()
                return None if found is None else _handle_case(*found, handle, handled, most)
        except Exception as failure:
            if not handled:
                raise
            most = len(handled) - 1
            if not most:
                _postpone(handled[0], failure)
                return 0


def _own(shard: int) -> bool:
    """One drainer per shard, so that the events of a case are handled in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [7_061, shard])
        return bool(cursor.fetchone()[0])


def _next_of(shard: int) -> tuple[int, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_OF_SHARD, {"shard": shard, "tries": GIVE_UP_AFTER, "now": clock.now()})
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else None


def _handle_case(first: int, chain: str, handle: Handler, handled: list[int], most: int) -> int:
    """Handle what waits of a case and what it leads to, up to so many events; fills ``handled`` as it goes."""
    while len(handled) < most:
        after = handled[-1] if handled else first - 1
        waiting = _waiting(chain, first, after, most - len(handled))
        for event in waiting:
            handled.append(event.pk)
            handle(event)
        if not waiting:
            break
    OutboxEntry.objects.filter(event_id__in=handled).update(handled_at=clock.now())
    return len(handled)


def _waiting(chain: str, first: int, after: int, limit: int) -> list[Event]:
    """The next events of a case that are due (or the one event outside every case), locked for us."""
    if not chain and after >= first:
        return []
    given = {"chain": chain, "first": first, "after": after, "limit": limit}
    given |= {"tries": GIVE_UP_AFTER, "now": clock.now()}
    with connection.cursor() as cursor:
        cursor.execute(_statement(bool(chain)), given)
        return made(Event, cursor.fetchall())


@cache
def _statement(of_case: bool) -> str:
    """Asked for every case, so it is put together once."""
    return _WAITING.format(
        columns=", ".join(f"event.{field.column}" for field in Event._meta.concrete_fields),
        which="event.chain = %(chain)s" if of_case else "event.id = %(first)s",
        due=_DUE,
    )


@transaction.atomic
def _postpone(event_id: int, failure: Exception) -> None:
    """Keep the event, note why, and try again later; others are not held up (standards.md 4.4 I02)."""
    logger.error("next steps of event %s failed", event_id, exc_info=failure)
    entry = lock_row(OutboxEntry, event_id)
    if entry.handled_at is not None:
        return
    entry.attempts += 1
    entry.last_error = "".join(traceback.format_exception(failure, limit=-4))[-4000:]
    entry.next_try_at = clock.now() + timedelta(seconds=2**entry.attempts)
    entry.save(update_fields=["attempts", "last_error", "next_try_at"])
