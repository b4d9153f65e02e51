"""When everything happens on a day, in figures that one can reckon in one's head."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.problem import Pause, Route, Shift, Told, Travel
from baoxiu.flow.dispatch.planner.tests.small import HOUR, STRAIGHT, order, problem, technician
from baoxiu.flow.dispatch.planner.timetable import Rest, Timetable, Violation, apart, timetable, timetables
from baoxiu.flow.dispatch.planner.ways import arrives, leaves_by

EIGHT, NOON, FIVE = 8 * HOUR, 12 * HOUR, 17 * HOUR


def day(*things: object, stops: tuple[int, ...] = (0,)) -> Timetable | Violation:
    return timetable(problem(*things), Route(0, 0, stops))  # type: ignore[arg-type]


def possible(found: Timetable | Violation) -> Timetable:
    assert isinstance(found, Timetable)
    return found


def test_earliest_start_waiting_and_slack() -> None:
    """RQ-DSP-02: the first comes at once, the second waits for its window; each knows how much later it could begin."""
    found = possible(
        day(
            technician("T"),
            order("a", 60),
            order("b", 120, windows=((9 * HOUR, 9 * HOUR + 900),)),
            stops=(0, 1),
        )
    )
    first, second = found.stops
    assert (first.travel, first.arrival, first.start, first.end) == (
        600,
        EIGHT + 600,
        EIGHT + 600,
        EIGHT + 1_200,
    )
    assert (second.arrival, second.waiting, second.start) == (EIGHT + 1_800, 1_800, 9 * HOUR)
    assert (first.slack, second.slack) == (1_800 + 900, 900)
    assert (found.way_home, found.back, found.travel, found.service) == (
        1_200,
        9 * HOUR + 1_800,
        2_400,
        1_200,
    )


def test_leaving_later_saves_the_wait_at_the_door() -> None:
    found = possible(day(technician("T"), order("a", 60, windows=((9 * HOUR, NOON),))))
    assert (found.start, found.leaves) == (EIGHT, 9 * HOUR - 600)


def test_access_counts_on_the_road_only() -> None:
    base = problem(technician("T"), order("a", 8 / 1.3, access=60))
    found = possible(timetable(replace(base, travel=Travel()), Route(0, 0, (0,))))
    assert (found.stops[0].travel, found.way_home) == (1_260, 1_200)


@pytest.mark.parametrize(
    ("windows", "release", "start"),
    [
        (((EIGHT, 9 * HOUR),), 0, EIGHT + 600),
        (((EIGHT, EIGHT + 300), (10 * HOUR, NOON)), 0, 10 * HOUR),
        (((10 * HOUR, NOON), (EIGHT, EIGHT + 600)), 0, EIGHT + 600),
        (((EIGHT, NOON),), 9 * HOUR, 9 * HOUR),
    ],
    ids=["at once", "second window", "whatever their order", "released later"],
)
def test_windows(windows: tuple[tuple[int, int], ...], release: int, start: int) -> None:
    found = possible(day(technician("T"), order("a", 60, windows=windows, release=release)))
    assert found.stops[0].start == start


@pytest.mark.parametrize(
    ("pause", "rest", "start"),
    [
        (Pause(EIGHT, 9 * HOUR, 1_800), Rest(0, EIGHT + 600, EIGHT + 2_400), EIGHT + 2_400),
        (Pause(EIGHT, EIGHT + 60, 1_800), Rest(0, EIGHT + 60, EIGHT + 1_860), EIGHT + 2_400),
        (Pause(EIGHT + 1_500, FIVE, 1_800), Rest(0, EIGHT + 1_500, EIGHT + 3_300), EIGHT + 3_300),
    ],
    ids=["at the door", "on the way", "waits for it"],
)
def test_break_on_the_way_out(pause: Pause, rest: Rest, start: int) -> None:
    """The break lies before, in or after the drive, wherever it fits first."""
    found = possible(day(technician("T", Shift(0, EIGHT, FIVE, pause)), order("a", 60)))
    assert (found.rest, found.stops[0].start) == (rest, start)


def test_break_comes_later_when_a_window_would_be_missed() -> None:
    shift = Shift(0, EIGHT, FIVE, Pause(EIGHT, NOON, 1_800))
    found = possible(day(technician("T", shift), order("a", 60, windows=((EIGHT, EIGHT + 900),))))
    assert found.rest == Rest(1, EIGHT + 1_800, EIGHT + 3_600)
    assert (found.stops[0].slack, found.back) == (300, EIGHT + 3_600)


def test_overtime_and_lateness() -> None:
    """RQ-DSP-02: beyond the shift's end as far as is allowed; late is what begins after the promise."""
    shift = Shift(0, EIGHT, EIGHT + 1_500, overtime=300)
    found = possible(day(technician("T", shift), order("a", 60, due=EIGHT)))
    assert (found.overtime, found.stops[0].late, found.stops[0].slack) == (300, 600, 0)


def test_day_that_has_begun_goes_on_elsewhere() -> None:
    shift = Shift(0, EIGHT, FIVE, begins_at=(50, 0))
    found = possible(day(technician("T", shift), order("a", 60)))
    assert (found.stops[0].travel, found.way_home) == (100, 600)


def test_ways_by_table() -> None:
    table = [[0, 0, 7], [0, 0, 0], [9, 0, 0]]
    people = replace(technician("T"), point=0), replace(technician("U"), point=1)
    stops = (replace(order("a", 60), point=2),)
    given = replace(problem(*people, *stops), travel=Travel("table", told=Told(table)))
    found = possible(timetable(given, Route(0, 0, (0,))))
    assert (found.stops[0].travel, found.way_home) == (7, 9)


def test_what_no_table_tells_goes_by_the_distance() -> None:
    """RQ-DSP-01: a place without a row, and a way that the service did not tell."""
    table = [[0, 7], [-1, 0]]
    people, stops = replace(technician("T"), point=0), (replace(order("a", 60), point=1), order("b", 120))
    given = replace(problem(people, *stops), travel=Travel("table", told=Told(table)))
    plain = possible(timetable(replace(given, travel=Travel()), Route(0, 0, (0, 1))))
    found = possible(timetable(given, Route(0, 0, (0, 1))))
    assert [one.travel for one in found.stops] == [7, plain.stops[1].travel]
    alone = possible(timetable(given, Route(0, 0, (0,))))
    assert alone.way_home == possible(timetable(replace(given, travel=Travel()), Route(0, 0, (0,)))).way_home


def test_ways_by_the_hour() -> None:
    """RQ-APT-01: from 8 to 9 everything takes twice as long: of 60 minutes' way half is done at nine, and the rest at the usual pace."""
    hours = tuple(2_000 if hour == 8 else 1_000 for hour in range(24))
    slow = replace(STRAIGHT, hours=hours)
    assert [arrives(slow, EIGHT + minute * 60, 3_600) for minute in (0, 30, 60)] == [
        EIGHT + 5_400,
        EIGHT + 6_300,
        EIGHT + 7_200,
    ]
    given = replace(problem(technician("T"), order("a", 360)), travel=slow)
    found = possible(timetable(given, Route(0, 0, (0,))))
    assert (found.stops[0].travel, found.stops[0].start, found.way_home) == (5_400, EIGHT + 5_400, 3_600)
    assert (found.travel, found.usual, check(given, [Route(0, 0, (0,))]).terms["travel"]) == (
        9_000,
        7_200,
        7_200,
    )
    late = replace(given, orders=(order("a", 360, windows=((10 * HOUR, 10 * HOUR),)),))
    assert possible(timetable(late, Route(0, 0, (0,)))).leaves == 10 * HOUR - 3_600
    assert possible(timetable(late, Route(0, 0, (0,)))).stops[0].slack == 0


def test_who_leaves_by_then_is_there_in_time() -> None:
    """And whoever leaves a second later is not; at no hour does leaving later bring one there earlier."""
    dice = Random(1)
    for _case in range(300):
        hours = tuple(dice.randrange(500, 3_000) for _hour in range(24))
        travel, seconds = replace(STRAIGHT, hours=hours), dice.randrange(0, 3 * HOUR)
        by = dice.randrange(0, 40 * HOUR)
        leaves = leaves_by(travel, by, seconds)
        assert arrives(travel, leaves, seconds) <= by < arrives(travel, leaves + 1, seconds)
        assert arrives(travel, leaves - 60, seconds) <= arrives(travel, leaves, seconds)


@pytest.mark.parametrize(
    ("shift", "stop", "code", "by"),
    [
        (Shift(0, EIGHT, FIVE), {"windows": ((0, EIGHT + 500),)}, "window", 100),
        (Shift(0, EIGHT, EIGHT + 1_700), {}, "shift_end", 100),
        (Shift(0, EIGHT, FIVE, Pause(0, EIGHT - 100, 60)), {}, "break", 1_300),
        (Shift(1, EIGHT, FIVE), {}, "no_shift", 0),
    ],
    ids=["window", "shift's end", "break", "no shift"],
)
def test_why_a_day_is_not_possible(shift: Shift, stop: dict[str, object], code: str, by: int) -> None:
    found = day(technician("T", shift), order("a", 60, **stop))
    assert isinstance(found, Violation)
    assert (found.code, found.by, found.technician, found.day) == (code, by, 0, 0)


def test_two_start_when_the_later_one_is_there() -> None:
    """RQ-DSP-02: a two-person order begins in both days at the same second."""
    given = problem(technician("T"), technician("U", x=180), order("a", 60, crew=2), order("b", 180))
    days = timetables(given, [Route(0, 0, (0, 1)), Route(1, 0, (0,))])
    assert [possible(one).stops[0].start for one in days] == [EIGHT + 1_200] * 2
    assert [possible(one).stops[0].slack for one in days] == [0, 0]
    assert possible(days[0]).stops[0].waiting == 600
    assert not apart(given, days)


def test_two_who_wait_for_each_other_for_ever() -> None:
    given = problem(technician("T"), technician("U"), order("a", 60, crew=2), order("b", 120, crew=2))
    days = timetables(given, [Route(0, 0, (0, 1)), Route(1, 0, (1, 0))])
    assert any(isinstance(one, Violation) for one in days) or apart(given, days)
