"""The log of pauses of a case."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.basics.promises.queries import Pausing, paused_for
from baoxiu.core.clock import SHANGHAI

AT = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


def pausing(begins: int, hours: int) -> Pausing:
    """A pause that begins so many hours after nine."""
    since = AT + timedelta(hours=begins)
    return Pausing("information_missing", since, None, timedelta(hours=hours))


def test_overlapping_pauses_count_once() -> None:
    """RQ-REG-08: how long the clock stood in all."""
    for pauses, hours in (
        ([], 0),
        ([pausing(0, 2)], 2),
        ([pausing(0, 2), pausing(5, 1)], 3),
        ([pausing(0, 4), pausing(1, 2), pausing(3, 3)], 6),
    ):
        assert paused_for(pauses) == timedelta(hours=hours)
