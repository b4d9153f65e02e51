"""Taking the next number of a series: without gap and without double."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from baoxiu.core import clock

_TAKE = """
    INSERT INTO numbers_series (code, period, last) VALUES (%s, %s, 1)
    ON CONFLICT (code, period) DO UPDATE SET last = numbers_series.last + 1
    RETURNING last
"""


def take(code: str, *, at: datetime) -> str:
    """The next number, such as ``BX261122-00012``.

    The row stays locked until the transaction ends and a rollback gives the number back, so the series has
    no gap. Call it as late as possible in the transaction.
    """
    period = clock.legal_date(at).strftime("%y%m%d")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [code, period])
        return f"{code}{period}-{cursor.fetchone()[0]:05d}"
