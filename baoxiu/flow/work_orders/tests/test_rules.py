"""RQ-WO-09, RQ-WO-10, RQ-TRI-04, RQ-RWK-02."""

import pytest

from baoxiu.flow.work_orders.rules import (
    Priority,
    Severity,
    Urgency,
    is_repeat,
    is_repeat_overhaul,
    priority,
)


@pytest.mark.parametrize("urgency", list(Urgency))
def test_danger_always_comes_first(urgency: Urgency) -> None:
    assert priority(Severity.SAFETY, urgency) is Priority.CRITICAL


def test_priority_never_falls_with_severity_or_urgency() -> None:
    severities, urgencies = list(Severity), list(Urgency)
    table = [[priority(severity, urgency) for urgency in urgencies] for severity in severities]
    assert all(row == sorted(row, reverse=True) for row in table)
    assert all(list(column) == sorted(column, reverse=True) for column in zip(*table, strict=True))


@pytest.mark.parametrize(
    ("same_unit", "days", "same_fault", "expected"),
    [
        (True, 0, True, True),
        (True, 30, True, True),
        (True, 31, True, False),
        (True, None, True, False),
        (True, 3, False, False),
        (False, 3, True, False),
    ],
)
def test_repeat_repair(same_unit: bool, days: int | None, same_fault: bool, expected: bool) -> None:
    """RQ-WO-10."""
    found = is_repeat(same_unit=same_unit, days_since_closed=days, same_fault=same_fault, window_days=30)
    assert found is expected


@pytest.mark.parametrize(
    ("days", "km", "expected"),
    [(90, 4000, True), (91, 100, False), (10, 4001, False), (10, None, True)],
)
def test_repeat_after_overhaul(days: int, km: int | None, expected: bool) -> None:
    """RQ-RWK-02: 3 months or 4,000 km."""
    found = is_repeat_overhaul(days_since_handover=days, window_days=90, km=km, km_limit=4000)
    assert found is expected
