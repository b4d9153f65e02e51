"""Deadline arithmetic, pure: no Django, no clock, no I/O."""

from baoxiu.basics.promises.rules.calendar import (
    ALWAYS,
    DAY,
    SHANGHAI,
    WEEKDAYS,
    Calendar,
    DayKind,
    Window,
    add_months,
    legal_date,
    merged,
    moment,
    nth_counted_day,
)
from baoxiu.basics.promises.rules.count import (
    Limit,
    Pause,
    Unit,
    due,
    elapsed,
    is_provisional,
    remaining,
    warn_at,
)

__all__ = [
    "ALWAYS",
    "DAY",
    "SHANGHAI",
    "WEEKDAYS",
    "Calendar",
    "DayKind",
    "Limit",
    "Pause",
    "Unit",
    "Window",
    "add_months",
    "due",
    "elapsed",
    "is_provisional",
    "legal_date",
    "merged",
    "moment",
    "nth_counted_day",
    "remaining",
    "warn_at",
]
