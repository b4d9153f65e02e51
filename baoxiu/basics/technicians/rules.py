"""Working hours of technicians (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class WeeklyShift:
    """Working hours on a weekday (0 = Monday), Chinese time."""

    weekday: int
    starts: time
    ends: time


def working_week(weekdays: Iterable[int], starts: time, ends: time) -> tuple[WeeklyShift, ...]:
    """The same hours on several weekdays."""
    return tuple(WeeklyShift(weekday, starts, ends) for weekday in weekdays)


def why_no_week(shifts: Sequence[WeeklyShift]) -> str:
    """What is wrong with a week's shifts: ``weekday``, ``order``, ``overlap``, or nothing."""
    if any(shift.weekday not in range(7) for shift in shifts):
        return "weekday"
    if any(shift.ends <= shift.starts for shift in shifts):
        return "order"
    ordered = sorted(shifts)
    overlaps = any(one.weekday == two.weekday and two.starts < one.ends for one, two in pairwise(ordered))
    return "overlap" if overlaps else ""
