"""The only place that asks for the time; everything else is told (``at=``)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Legal dates are Chinese dates, whatever the server's zone (standards.md 2.2 P9)."""


def now() -> datetime:
    """The present moment, aware."""
    return datetime.now(UTC)


def legal_date(moment: datetime) -> date:
    """The Chinese calendar date of a moment."""
    return moment.astimezone(SHANGHAI).date()


def start_of_day(day: date) -> datetime:
    """00:00 of a Chinese day."""
    return datetime.combine(day, time.min, SHANGHAI)
