"""Taking the next number of a series: without gap and without double."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from baoxiu.core import clock
from baoxiu.core.gathering import change
from baoxiu.core.numbers.models import Series
from baoxiu.core.rows import once_here

_TAKE = """
    INSERT INTO numbers_series (code, period, last) VALUES (%s, %s, 1)
    ON CONFLICT (code, period) DO UPDATE SET last = numbers_series.last + 1
    RETURNING id, code, period, last
"""


def take(code: str, *, at: datetime) -> str:
    """The next number, such as ``BX261122-00012``.

    The row stays locked until the transaction ends and a rollback gives the number back, so the series has
    no gap. Call it as late as possible in the transaction.
    """
    period = clock.legal_date(at).strftime("%y%m%d")
    return f"{code}{period}-{_next(code, period):05d}"


def _next(code: str, period: str) -> int:
    """The first of a transaction that holds its rows locks the series; what follows is ours to count."""
    ours: dict[tuple[str, str], Series] = once_here("series", dict)
    series = ours.get((code, period))
    if series is not None:
        series.last += 1
        change(series, "last")
        return series.last
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [code, period])
        series = Series(*cursor.fetchone())
    ours[code, period] = series
    return series.last
