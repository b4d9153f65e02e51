"""Draining the outbox: every event leads to its next steps exactly once, whoever dies when.

The next steps of an event and the mark "handled" are one transaction, so either both are there or neither. What waits of a
shard is handled together, wave after wave: first what waits, then what the steps have recorded, until nothing more follows.
Where a step fails, each case is done again for itself.
"""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import cache

from django.db import connection, transaction

from baoxiu.core import clock
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.wake import awake
from baoxiu.core.gathering import take_written
from baoxiu.core.rows import lock_row, made
from baoxiu.core.whole import as_one

logger = logging.getLogger(__name__)
Handler = Callable[[Event], None]
Together = Callable[[Sequence[Event]], None]
GIVE_UP_AFTER = 8
SHARDS, OF_EACH = 8, 20
"""So many shards, and so many waiting events of each, at most begin a transaction: all that are free, since two transactions that
place orders need the same plans and the same series of numbers."""

AT_ONCE = 400
"""So many events at most are handled in one transaction: people wait for no more."""

_DUE = """
    entry.handled_at IS NULL AND entry.attempts < %(tries)s
    AND (entry.next_try_at IS NULL OR entry.next_try_at <= %(now)s)
"""
_WAITING = """
    SELECT {columns} FROM events_event AS event JOIN events_outboxentry AS entry ON entry.event_id = event.id
    WHERE {which} AND {due} ORDER BY event.id LIMIT %(limit)s FOR UPDATE OF entry
"""
_OWN = """
    SELECT shard FROM unnest(%s::integer[]) AS shard
    WHERE pg_try_advisory_xact_lock(7061, shard)
"""
_OF_SHARD = "entry.shard = %(shard)s"
_OF_CASE = "event.chain = %(chain)s AND event.id > %(after)s"
_THIS_ONE = "event.id = %(event)s"


def drain(handle: Handler, *, together: Together | None = None, limit: int = 10_000) -> int:
    """Handle what waits in every shard nobody else is draining; returns the number of handled events.

    ``together`` handles many events, those of each case in their order, and may do so with fewer questions than one by one.
    """
    drainer = _Drainer(handle, together)
    done = 0
    with awake():
        while done < limit and (handled := _drain_round(drainer, limit - done)) is not None:
            done += handled
    return done


def drain_case(chain: str, handle: Handler) -> int:
    """Handle what waits of one case, and what follows from that, in its order; for whoever cannot wait."""
    drainer = _Drainer(handle, None)
    done = 0
    while handled := drainer.alone(lambda: _waiting(_OF_CASE, chain=chain, after=0, limit=AT_ONCE)):
        done += handled
    return done


def something_waits() -> bool:
    """Whether next steps are still to be done for the first time."""
    return OutboxEntry.objects.filter(handled_at=None, attempts=0).exists()


def _drain_round(drainer: _Drainer, limit: int) -> int | None:
    """Once through the shards in which something waits; ``None`` when nothing is due in any."""
    shards = _waiting_shards()
    random.shuffle(shards)
    found: list[int] = []
    for some in (shards[start : start + SHARDS] for start in range(0, len(shards), SHARDS)):
        if sum(found) < limit and (handled := drainer.shards(some)) is not None:
            found.append(handled)
    return sum(found) if found else None


def _waiting_shards() -> list[int]:
    rows = OutboxEntry.objects.filter(handled_at=None, attempts__lt=GIVE_UP_AFTER)
    return list(rows.values_list("shard", flat=True).distinct())


class _Drainer:
    """Who handles events."""

    def __init__(self, handle: Handler, together: Together | None) -> None:
        self._handle = handle
        self._together = together

    def shards(self, shards: Iterable[int]) -> int | None:
        """Handle what waits first in some shards; how many, ``None`` when nothing is due or others drain them."""
        waiting: list[Event] = []
        handled: list[int] = []
        try:
            with as_one():
                for shard in _owned(shards):
                    waiting += _waiting(_OF_SHARD, shard=shard, limit=OF_EACH)
                return self._waves(waiting, handled, AT_ONCE, self._together) if waiting else None
        except Exception as failure:
            if not waiting:
                raise
            cases = _first_of_each(waiting)
            most = AT_ONCE if len(cases) > 1 or not handled else _one_less(handled, failure)
            return sum(self._in_its_shard(first, most) for first in cases)

    def _in_its_shard(self, first: Event, most: int) -> int:
        """A step has failed, so that nothing of the transaction is left: a case for itself."""
        return self.alone(lambda: _of_case(first) if _owned([_shard_of(first)]) else [], most)

    def alone(self, find: Callable[[], list[Event]], most: int = AT_ONCE) -> int:
        """Handle what waits of a case with all that follows in it; how many were handled.

        Where a step fails, what came before it is done again without it, and one that fails as the first is postponed.
        """
        while most:
            handled: list[int] = []
            try:
                with as_one():
                    return self._waves(find(), handled, most)
            except Exception as failure:
                if not handled:
                    raise
                most = _one_less(handled, failure)
        return 0

    def _waves(
        self, wave: list[Event], handled: list[int], most: int, together: Together | None = None
    ) -> int:
        """Handle events, then those that they lead to in the same cases, up to so many; fills ``handled``."""
        cases = _Cases()
        while wave := wave[: most - len(handled)]:
            if together:
                handled += [event.pk for event in wave]
                together(wave)
            else:
                for event in wave:
                    handled.append(event.pk)
                    self._handle(event)
            cases.know(wave)
            wave = cases.following() if len(handled) < most else []
        if handled:
            OutboxEntry.objects.filter(event_id__in=handled).update(handled_at=clock.now())
        return len(handled)


class _Cases:
    """How far each case of a transaction has been read."""

    def __init__(self) -> None:
        self._last: dict[str, Event] = {}

    def know(self, wave: Iterable[Event]) -> None:
        """These were handled, in the order of each case."""
        self._last |= {event.chain: event for event in wave if event.chain}

    def following(self) -> list[Event]:
        """What was recorded in these cases since, in its order."""
        told = [event for event in take_written(Event) if event.chain in self._last]
        firsts = _first_of_each(told)
        between = {event.chain for event in firsts if event.seq != (self._last[event.chain].seq or 0) + 1}
        wave = [event for event in told if event.chain not in between]
        for (
            chain
        ) in between:  # others have recorded something of the case meanwhile, or something was postponed
            wave += _waiting(_OF_CASE, chain=chain, after=self._last[chain].pk, limit=AT_ONCE)
        return sorted(wave, key=lambda event: event.pk)


def _one_less(handled: Sequence[int], failure: Exception) -> int:
    """How many are done again without the last, which has failed; where it was the only one, it is postponed."""
    if len(handled) == 1:
        _postpone(handled[0], failure)
    return len(handled) - 1


def _first_of_each(events: Iterable[Event]) -> list[Event]:
    """The first event of each case; what is outside every case stands for itself."""
    found: dict[str, Event] = {}
    for event in events:
        found.setdefault(event.chain or str(event.pk), event)
    return list(found.values())


def _owned(shards: Iterable[int]) -> list[int]:
    """One drainer per shard, so that the events of a case are handled in their order: those that were free."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN, [list(shards)])
        return [row[0] for row in cursor.fetchall()]


def _shard_of(event: Event) -> int:
    shard: int = OutboxEntry.objects.values_list("shard", flat=True).get(event_id=event.pk)
    return shard


def _of_case(event: Event) -> list[Event]:
    """What is due of the event's case; outside every case the event alone."""
    if event.chain:
        return _waiting(_OF_CASE, chain=event.chain, after=event.pk - 1, limit=AT_ONCE)
    return _waiting(_THIS_ONE, event=event.pk, limit=1)


def _waiting(which: str, **given: object) -> list[Event]:
    """The next events that are due, locked for us."""
    given |= {"tries": GIVE_UP_AFTER, "now": clock.now()}
    with connection.cursor() as cursor:
        cursor.execute(_statement(which), given)
        return made(Event, cursor.fetchall())


@cache
def _statement(which: str) -> str:
    """Asked all the time, so it is put together once."""
    columns = ", ".join(f"event.{field.column}" for field in Event._meta.concrete_fields)
    return _WAITING.format(columns=columns, which=which, due=_DUE)


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
