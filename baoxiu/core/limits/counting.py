"""Counting within windows of time: one statement a time, in rows that nobody else's callers push out."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import connection

from baoxiu.core.limits.models import Counter, Note

_COUNT = """
    INSERT INTO limits_counter AS known (key, hits, ends_at) VALUES (%(key)s, 1, %(ends)s)
    ON CONFLICT (key) DO UPDATE SET
      hits = CASE WHEN known.ends_at > %(at)s THEN known.hits + 1 ELSE 1 END,
      ends_at = CASE WHEN known.ends_at > %(at)s THEN known.ends_at ELSE EXCLUDED.ends_at END
    RETURNING hits
"""


def count(what: str, who: str, *, window: timedelta, at: datetime) -> int:
    """Note that ``who`` did ``what`` once more; how often since the window began, this time included.

    The window begins with the first time and does not move. Of ``who`` only a hash is kept. Exact for any number of
    processes; outside a transaction, so that others see it at once and a refusal does not undo it.
    """
    given = {"key": _key(what, who), "at": at, "ends": at + window}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
        return int(cursor.fetchone()[0])


def forget(*, at: datetime) -> int:
    """Delete the counters whose window is over; returns how many rows."""
    over = (Counter.objects.filter(ends_at__lte=at), Note.objects.filter(expires__lt=at))
    return sum(rows.delete()[0] for rows in over)


def _key(what: str, who: str) -> str:
    return f"{what}:{hashlib.sha256(who.encode()).hexdigest()}"
