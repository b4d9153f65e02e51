"""The only place that asks for the time; everything else is told (``at=``)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
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


def on_days(name: str, first: date | None, last: date | None) -> dict[str, datetime]:
    """Lookups for the moment ``name`` on these Chinese calendar days, both included; without a day that end is open."""
    begins = {f"{name}__gte": start_of_day(first)} if first else {}
    if last is None or last == date.max:
        return begins
    return begins | {f"{name}__lt": start_of_day(last + timedelta(days=1))}
