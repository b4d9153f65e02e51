"""Windows and positions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from baoxiu.flow.visits.rules import (
    is_position,
    may_reschedule,
    minutes_late,
    reason_not_to_book,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOURS = st.integers(-50, 50).map(lambda hours: NOON + timedelta(hours=hours))


@given(HOURS, HOURS, HOURS)
def test_a_window_runs_forward_and_ends_in_the_future(start: datetime, end: datetime, at: datetime) -> None:
    """RQ-APT-01."""
    reason = reason_not_to_book(start, end, at)
    assert (reason is None) == (start < end and end > at)


def test_reschedule_only_before_the_window_and_lateness_in_whole_minutes() -> None:
    """RQ-APT-04."""
    assert may_reschedule(NOON, NOON - timedelta(seconds=1))
    assert not may_reschedule(NOON, NOON)
    assert minutes_late(NOON, NOON + timedelta(minutes=9, seconds=59)) == 9
    assert minutes_late(NOON, NOON - timedelta(hours=1)) == 0


def test_positions() -> None:
    """Whole or none."""
    assert is_position(None, None)
    assert is_position(-90, 180)
    assert not is_position(34.7, None)
    assert not is_position(90.1, 0)
