"""What is left of a working day, and how equal shares are."""

from __future__ import annotations

from typing import Any

import pytest

from baoxiu.flow.dispatch.planner.problem import Pause
from baoxiu.flow.dispatch.planner.timetable import Violation
from baoxiu.flow.planning import rules
from baoxiu.flow.planning.judging import worse
from baoxiu.flow.planning.rules import Rest, Stretch, Working

H = 3_600
REST = Rest(minutes=45, earliest=11 * H, until=14 * H, after=5 * H)
LUNCH = Pause(11 * H, 13 * H + H // 4, 45 * 60)
DAY_LONG = (8 * H, 18 * H)


@pytest.mark.parametrize(
    ("on_shift", "away", "now", "expected"),
    [
        ([DAY_LONG], [], 0, Working(8 * H, 18 * H, LUNCH, DAY_LONG)),
        ([DAY_LONG], [], 12 * H, Working(12 * H, 18 * H, Pause(12 * H, LUNCH.latest, 2700), DAY_LONG)),
        ([DAY_LONG], [], 14 * H, Working(14 * H, 18 * H, None, DAY_LONG)),
        ([DAY_LONG], [], 18 * H, None),
        ([(8 * H, 13 * H)], [], 0, Working(8 * H, 13 * H, None, (8 * H, 13 * H))),
        ([DAY_LONG], [(0, 10 * H)], 0, Working(10 * H, 18 * H, LUNCH, (10 * H, 18 * H))),
        ([DAY_LONG], [(7 * H, 19 * H)], 0, None),
        ([DAY_LONG], [(9 * H, 11 * H)], 0, Working(8 * H, 18 * H, Pause(9 * H, 9 * H, 2 * H), DAY_LONG)),
        (
            [(8 * H, 12 * H), (14 * H, 18 * H)],
            [],
            0,
            Working(8 * H, 18 * H, Pause(12 * H, 12 * H, 2 * H), DAY_LONG),
        ),
        (
            [(8 * H, 12 * H), (14 * H, 19 * H)],
            [(9 * H, 10 * H)],
            0,
            Working(14 * H, 19 * H, None, (14 * H, 19 * H)),
        ),
    ],
)
def test_the_hours_of_a_day(
    on_shift: list[Stretch], away: list[Stretch], now: int, expected: Working | None
) -> None:
    """RQ-DSP-01: the break, an absence in the midst, a split shift, the hours that are over."""
    assert rules.working(on_shift, away, now=now, rest=REST) == expected


@pytest.mark.parametrize(
    ("begin", "end", "now", "expected"),
    [
        (8 * H, 10 * H, 0, (8 * H, 9 * H)),
        (8 * H, 8 * H + 1800, 0, (8 * H, 8 * H + 1800)),
        (8 * H, 12 * H, 9 * H, (8 * H, 11 * H)),
        (8 * H, 10 * H, 11 * H, None),
    ],
)
def test_the_work_is_done_within_the_wish(
    begin: int, end: int, now: int, expected: tuple[int, int] | None
) -> None:
    """RQ-APT-06: a window that is shorter than the work is one for its beginning."""
    assert rules.arrival_window(begin, end, H, now=now, horizon=rules.DAY) == expected


@pytest.mark.parametrize(
    ("values", "expected"), [([], 0), ([0, 0], 0), ([3, 3, 3], 0), ([0, 0, 0, 4], 0.75), ([1, 3], 0.25)]
)
def test_gini(values: list[float], expected: float) -> None:
    """RQ-DSP-01: fairly, and measured."""
    assert rules.gini(values) == pytest.approx(expected)


def test_what_comes_first_has_the_highest_number_at_the_planner() -> None:
    """RQ-TRI-04."""
    assert [rules.planner_priority(one) for one in (1, 2, 3, 4, 9)] == [5, 4, 3, 2, 1]


def test_divisions_are_nested() -> None:
    assert rules.covers(["410100"], "410105")
    assert not rules.covers(["410102"], "410105")


@pytest.mark.parametrize(
    ("spare", "moves", "missing"),
    [
        ({}, [], 0),
        ({1: 2, 2: 0}, [], 0),
        ({1: 2, 2: -1}, [(1, 2, 1)], 0),
        ({1: 1, 2: -3, 3: 1}, [(1, 2, 1), (3, 2, 1)], 1),
        ({1: 1, 2: -2, 3: 3, 4: -1}, [(3, 2, 2), (1, 4, 1)], 0),
    ],
)
def test_stock_on_the_wrong_van(
    spare: dict[int, int], moves: list[tuple[int, int, int]], missing: int
) -> None:
    """RQ-DSP-10: whoever has most gives first; what nobody has is said."""
    assert rules.stock_moves(spare) == (moves, missing)


@pytest.mark.parametrize(
    ("before", "after", "gained", "is_worse"),
    [
        ([], [("window", 1, 0, 5, 60)], False, True),
        ([("window", 1, 0, 5, 60)], [("window", 1, 0, 7, 30)], False, False),
        ([("window", 1, 0, 5, 60)], [("window", 1, 0, 5, 61)], False, True),
        ([("window", 1, 0, 5, 60)], [("window", 1, 0, 5, 60)], True, True),
        ([("no_shift", 1, 0, None, 0)], [("no_shift", 1, 0, None, 0)], False, False),
        ([("no_shift", 1, 0, None, 0)], [("no_shift", 2, 0, None, 0)], False, True),
        ([("no_skill", 1, 0, 5, 0)], [("no_skill", 1, 0, 5, 0)], True, False),
        ([("no_skill", 1, 0, 5, 0)], [("no_skill", 1, 0, 6, 0)], True, True),
        ([("daily_cap", 1, 0, None, 2)], [("daily_cap", 1, 0, None, 1)], False, False),
        ([("daily_cap", 1, 0, None, 1)], [("daily_cap", 1, 0, None, 2)], True, True),
        ([("window", 1, 0, 5, 60)], [], True, False),
    ],
)
def test_what_a_change_makes_worse(
    before: list[tuple[Any, ...]], after: list[tuple[Any, ...]], gained: bool, is_worse: bool
) -> None:
    """RQ-DSP-02: code, technician, day, order and by how much; a day that was broken may be changed, not made worse."""
    found = worse(
        [Violation(*one) for one in before], [Violation(*one) for one in after], {(1, 0)} if gained else ()
    )
    assert bool(list(found)) == is_worse
