"""Numbers of a work order: batch turnaround, priority, repeat repairs. Pure: no Django, no clock, no I/O."""

from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """How bad the fault is (RQ-TRI-04)."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
    SAFETY = "safety"


class Urgency(StrEnum):
    """How long the customer can wait (RQ-TRI-04)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Priority(IntEnum):
    """1 is served first."""

    CRITICAL = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4


PRIORITIES = {
    (Severity.MINOR, Urgency.LOW): Priority.LOW,
    (Severity.MINOR, Urgency.NORMAL): Priority.LOW,
    (Severity.MINOR, Urgency.HIGH): Priority.NORMAL,
    (Severity.MAJOR, Urgency.LOW): Priority.LOW,
    (Severity.MAJOR, Urgency.NORMAL): Priority.NORMAL,
    (Severity.MAJOR, Urgency.HIGH): Priority.HIGH,
    (Severity.CRITICAL, Urgency.LOW): Priority.NORMAL,
    (Severity.CRITICAL, Urgency.NORMAL): Priority.HIGH,
    (Severity.CRITICAL, Urgency.HIGH): Priority.CRITICAL,
}


def priority(severity: Severity, urgency: Urgency) -> Priority:
    """The order of service (RQ-TRI-04). What endangers people always comes first."""
    return Priority.CRITICAL if severity is Severity.SAFETY else PRIORITIES[severity, urgency]


def is_repeat(*, same_unit: bool, days_since_closed: int | None, same_fault: bool, window_days: int) -> bool:
    """Whether a new order is a re-repair of a closed one (RQ-WO-10, RQ-RWK-02), the last day included.

    `days_since_closed` is None when the earlier order is not closed: then it is the same case, not a repeat.
    """
    if days_since_closed is None or not (same_unit and same_fault):
        return False
    return 0 <= days_since_closed <= window_days


def is_repeat_overhaul(*, days_since_handover: int, window_days: int, km: int | None, km_limit: int) -> bool:
    """A vehicle back after an overhaul: within the days or the distance, whichever ends first (T15)."""
    return 0 <= days_since_handover <= window_days and (km is None or km <= km_limit)
