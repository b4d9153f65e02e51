"""Visit windows and positions. Pure: no Django, no clock, no I/O."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from baoxiu.core.reasons import Reason, because


def reason_not_to_book(start: datetime, end: datetime, at: datetime) -> Reason | None:
    """Why this is no window that can be agreed: it must run forward and not be over (RQ-APT-01)."""
    if end <= start:
        return because("window_backwards")
    return because("window_past") if end <= at else None


def may_reschedule(window_start: datetime, at: datetime) -> bool:
    """Only before the agreed window begins (RQ-APT-04)."""
    return at < window_start


def is_position(lat: float | None, lng: float | None) -> bool:
    """A position is whole or missing, and lies on the globe."""
    if lat is None or lng is None:
        return lat is lng
    return -90 <= lat <= 90 and -180 <= lng <= 180


def minutes_late(window_end: datetime, arrived_at: datetime) -> int:
    """Whole minutes after the window; 0 when in time."""
    return max(0, int((arrived_at - window_end).total_seconds() // 60))


def travel_cost(kilometres: Decimal, per_kilometre: Decimal, fares: Decimal) -> Decimal:
    """What a visit's way cost, in yuan: the own vehicle by kilometre, and what was paid for (RQ-VIS-14)."""
    return (kilometres * per_kilometre + fares).quantize(Decimal("0.01"), ROUND_HALF_UP)
