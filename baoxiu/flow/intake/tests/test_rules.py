"""How the count of a delivery sets its day (RQ-WO-09, T12)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.flow.intake.rules import batch_turnaround_days


@pytest.mark.parametrize(
    ("count", "days"), [(1, 1), (10, 1), (11, 2), (20, 2), (21, 3), (30, 3), (31, 4), (100, 10)]
)
def test_batch_turnaround(count: int, days: int) -> None:
    """RQ-WO-09."""
    assert batch_turnaround_days(count) == days


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        batch_turnaround_days(0)


@given(st.integers(1, 10_000))
def test_each_further_ten_is_a_day(count: int) -> None:
    assert batch_turnaround_days(count + 10) == batch_turnaround_days(count) + 1
