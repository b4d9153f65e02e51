"""Deadline arithmetic: standards 2.2 P1-P3, P6, P9."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxiu.basics.promises.rules import (
    SHANGHAI,
    WEEKDAYS,
    Calendar,
    DayKind,
    Limit,
    Pause,
    Unit,
    Window,
    add_months,
    due,
    elapsed,
    is_provisional,
    merged,
    moment,
    remaining,
    warn_at,
)

NATIONAL_DAY = {date(2026, 10, number): DayKind.HOLIDAY for number in range(1, 8)}
MAKEUP = {date(2026, 9, 27): DayKind.MAKEUP, date(2026, 10, 10): DayKind.MAKEUP}
OFFICE = Calendar(
    windows=(Window.of("08:30", "12:00"), Window.of("13:30", "18:00")),
    days=NATIONAL_DAY | MAKEUP,
    known_years=frozenset({2026}),
)
COUNTED_UNITS = (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS)
TIMED_UNITS = (Unit.HOURS, Unit.WORKING_HOURS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2026-09-30 10:00", Limit(24, Unit.HOURS), "2026-10-01 10:00"),
        ("2026-09-30 10:00", Limit(Decimal("0.5"), Unit.HOURS), "2026-09-30 10:30"),
        ("2026-09-30 10:00", Limit(3, Unit.DAYS), "2026-10-04 00:00"),
        ("2026-09-30 23:59", Limit(0, Unit.DAYS), "2026-10-01 00:00"),
        ("2026-09-30 10:00", Limit(3, Unit.DAYS, shift_to_working_day=True), "2026-10-09 00:00"),
        ("2026-09-30 10:00", Limit(3, Unit.WORKING_DAYS), "2026-10-10 18:00"),
        ("2026-09-30 10:00", Limit(0, Unit.WORKING_DAYS), "2026-09-30 18:00"),
        ("2026-10-01 10:00", Limit(0, Unit.WORKING_DAYS), "2026-10-08 18:00"),
        ("2026-09-30 17:00", Limit(2, Unit.WORKING_HOURS), "2026-10-08 09:30"),
        ("2026-09-30 11:00", Limit(2, Unit.WORKING_HOURS), "2026-09-30 14:30"),
        ("2026-09-30 12:30", Limit(0, Unit.WORKING_HOURS), "2026-09-30 12:30"),
        ("2026-01-31 10:00", Limit(1, Unit.MONTHS), "2026-03-01 00:00"),
        ("2026-01-01 10:00", Limit(12, Unit.MONTHS), "2027-01-02 00:00"),
    ],
)
def test_due_by_unit(start: str, limit: Limit, expected: str) -> None:
    assert due(at(start), limit, OFFICE) == at(expected)


def test_three_working_days_for_a_visit() -> None:
    """RQ-APT-06, T08: make-up Sunday 27 September works, National Day does not."""
    assert due(at("2026-09-25 09:00"), Limit(3, Unit.WORKING_DAYS), OFFICE) == at("2026-09-29 18:00")


def test_legal_date_is_chinese_whatever_the_zone() -> None:
    start = datetime.fromisoformat("2026-09-30T17:00:00+00:00")
    assert due(start, Limit(1, Unit.DAYS), OFFICE) == at("2026-10-03 00:00")


def test_pause_takes_out_the_days_it_covers_at_their_end() -> None:
    pause = Pause(at("2026-03-02 10:00"), at("2026-03-05 09:00"))
    assert due(at("2026-03-01 08:00"), Limit(5, Unit.DAYS), OFFICE, [pause]) == at("2026-03-10 00:00")


def test_repair_days_prolong_a_term_of_months() -> None:
    """Golden vector E1: twelve months and ten paused days."""
    pauses = [Pause(at("2026-02-01 00:00"), at("2026-02-11 00:00"))]
    assert due(at("2026-01-01 00:00"), Limit(12, Unit.MONTHS), OFFICE, pauses) == moment(
        date(2027, 1, 11), 1440
    )


@pytest.mark.parametrize("unit", list(Unit))
def test_open_pause_has_no_due_date(unit: Unit) -> None:
    pauses = [Pause(at("2026-03-02 10:00"))]
    start = at("2026-03-02 09:00")
    assert due(start, Limit(2, unit), OFFICE, pauses) is None
    assert elapsed(start, at("2036-03-02 09:00"), unit, OFFICE, pauses) < Limit(2, unit).measure(start)


def test_open_pause_after_the_end_changes_nothing() -> None:
    assert due(at("2026-03-02 10:00"), Limit(2, Unit.HOURS), OFFICE, [Pause(at("2026-03-02 12:00"))]) == at(
        "2026-03-02 12:00"
    )


def test_same_day_waits_for_the_pause_to_end() -> None:
    pause = Pause(at("2026-03-02 10:00"), at("2026-03-04 09:00"))
    assert due(at("2026-03-02 09:00"), Limit(0, Unit.DAYS), OFFICE, [pause]) == at("2026-03-05 00:00")


def test_remaining_turns_negative() -> None:
    """T04: two hours over the 24."""
    start = at("2026-03-02 10:00")
    assert remaining(start, start + timedelta(hours=26), Limit(24, Unit.HOURS)) == timedelta(hours=-2)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Limit(24, Unit.HOURS), "2026-09-30 23:30"),
        (Limit(3, Unit.DAYS), "2026-10-03 00:00"),
        (Limit(1, Unit.WORKING_DAYS), "2026-09-30 18:00"),
        (Limit(3, Unit.WORKING_DAYS), "2026-10-09 18:00"),
        (Limit(0, Unit.DAYS), "2026-09-30 14:45"),
    ],
)
def test_warning_point(limit: Limit, expected: str) -> None:
    assert warn_at(at("2026-09-30 05:30"), limit, Decimal("0.75"), OFFICE) == at(expected)


def test_no_warning_while_the_clock_stands() -> None:
    pauses = [Pause(at("2026-09-30 05:30"))]
    assert warn_at(at("2026-09-30 05:30"), Limit(3, Unit.DAYS), Decimal("0.75"), OFFICE, pauses) is None
    assert warn_at(at("2026-09-30 05:30"), Limit(3, Unit.HOURS), Decimal("0.75"), OFFICE, pauses) is None


@pytest.mark.parametrize(
    ("limit", "end", "expected"),
    [
        (Limit(3, Unit.WORKING_DAYS), "2027-01-05 18:00", True),
        (Limit(3, Unit.WORKING_DAYS), "2026-12-31 18:00", False),
        (Limit(3, Unit.DAYS), "2027-01-05 18:00", False),
        (Limit(3, Unit.DAYS, shift_to_working_day=True), "2027-01-05 18:00", True),
        (Limit(3, Unit.HOURS), "2027-01-05 18:00", False),
    ],
)
def test_unknown_year_makes_the_result_provisional(limit: Limit, end: str, expected: bool) -> None:
    assert is_provisional(at("2026-12-28 09:00"), at(end), limit, OFFICE) is expected


def test_impossible_limits_and_calendars_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Limit(-1, Unit.DAYS)
    with pytest.raises(ValueError, match="whole"):
        Limit(Decimal("0.5"), Unit.MONTHS)
    with pytest.raises(ValueError, match="before it closes"):
        Window.of("12:00", "08:00")
    with pytest.raises(ValueError, match="overlap"):
        Calendar(windows=(Window.of("08:00", "12:00"), Window.of("11:00", "13:00")))
    with pytest.raises(ValueError, match="working weekday"):
        Calendar(rest_weekdays=frozenset(range(7)))


moments = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-31")).map(
    lambda value: value.replace(tzinfo=SHANGHAI)
)
day_tables = st.dictionaries(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from(DayKind), max_size=40
)
window_tables = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(
    lambda marks: tuple(
        Window(opens, closes) for opens, closes in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    )
)
calendars = st.builds(
    Calendar,
    windows=window_tables,
    rest_weekdays=st.frozensets(st.integers(0, 6), max_size=6),
    days=day_tables,
)
pauses_lists = st.lists(
    st.tuples(moments, st.timedeltas(timedelta(), timedelta(days=60))).map(
        lambda pair: Pause(pair[0], pair[0] + pair[1])
    ),
    max_size=5,
)
timed_limits = st.builds(Limit, st.decimals(0, 200, places=2), st.sampled_from(TIMED_UNITS))
counted_limits = st.builds(Limit, st.integers(1, 20), st.sampled_from(COUNTED_UNITS))
limits = st.one_of(timed_limits, counted_limits)


def known(found: datetime | None) -> datetime:
    assert found is not None
    return found


@settings(deadline=None)
@given(moments, timed_limits, calendars, pauses_lists)
def test_elapsed_inverts_due_for_time(
    start: datetime, limit: Limit, calendar: Calendar, pauses: list[Pause]
) -> None:
    end = known(due(start, limit, calendar, pauses))
    assert elapsed(start, end, limit.unit, calendar, pauses) == limit.measure(start)


@settings(deadline=None)
@given(moments, counted_limits, calendars, pauses_lists)
def test_due_is_the_first_moment_the_days_are_full(
    start: datetime, limit: Limit, calendar: Calendar, pauses: list[Pause]
) -> None:
    end = known(due(start, limit, calendar, pauses))
    assert elapsed(start, end, limit.unit, calendar, pauses) == limit.measure(start)
    just_before = end - timedelta(microseconds=1)
    assert elapsed(start, just_before, limit.unit, calendar, pauses) < limit.measure(start)


@settings(deadline=None)
@given(moments, moments, limits, calendars, pauses_lists)
def test_not_yet_due_means_not_yet_elapsed(
    start: datetime, now: datetime, limit: Limit, calendar: Calendar, pauses: list[Pause]
) -> None:
    """For every moment: due has come exactly when the elapsed measure has reached the limit."""
    late = now >= known(due(start, limit, calendar, pauses))
    full = elapsed(start, now, limit.unit, calendar, pauses) >= limit.measure(start)
    assert late == full or limit.amount == 0


@settings(deadline=None)
@given(moments, limits, st.integers(0, 30), calendars, pauses_lists)
def test_a_longer_limit_never_ends_sooner(
    start: datetime, limit: Limit, more: int, calendar: Calendar, pauses: list[Pause]
) -> None:
    longer = Limit(limit.amount + more, limit.unit)
    assert known(due(start, longer, calendar, pauses)) >= known(due(start, limit, calendar, pauses))


@settings(deadline=None)
@given(moments, moments, limits.filter(lambda limit: limit.unit is not Unit.MONTHS), calendars, pauses_lists)
def test_a_later_start_never_ends_sooner(
    one: datetime, other: datetime, limit: Limit, calendar: Calendar, pauses: list[Pause]
) -> None:
    first, second = sorted((one, other))
    assert known(due(first, limit, calendar, pauses)) <= known(due(second, limit, calendar, pauses))


@settings(deadline=None)
@given(moments, limits, calendars, pauses_lists, st.booleans())
def test_a_pause_never_brings_the_end_nearer(
    start: datetime, limit: Limit, calendar: Calendar, pauses: list[Pause], shift: bool
) -> None:
    limit = Limit(limit.amount, limit.unit, shift)
    assert known(due(start, limit, calendar, pauses)) >= known(due(start, limit, calendar, pauses[1:]))


@settings(deadline=None)
@given(moments, moments, limits, calendars, pauses_lists, st.floats(0, 1), st.randoms())
def test_splitting_and_permuting_pauses_changes_nothing(
    start: datetime,
    now: datetime,
    limit: Limit,
    calendar: Calendar,
    pauses: list[Pause],
    share: float,
    random: Random,
) -> None:
    pieces = []
    for pause in pauses:
        middle = pause.since + (known(pause.until) - pause.since) * share
        pieces += [Pause(middle, pause.until), Pause(pause.since, middle), pause]
    random.shuffle(pieces)
    assert due(start, limit, calendar, pieces) == due(start, limit, calendar, pauses)
    assert elapsed(start, now, limit.unit, calendar, pieces) == elapsed(
        start, now, limit.unit, calendar, pauses
    )


@settings(deadline=None)
@given(moments, limits, calendars, pauses_lists, st.decimals(0, 1, places=2))
def test_the_warning_never_comes_late(
    start: datetime, limit: Limit, calendar: Calendar, pauses: list[Pause], share: Decimal
) -> None:
    assert known(warn_at(start, limit, share, calendar, pauses)) <= known(due(start, limit, calendar, pauses))


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_end_on_the_same_day_or_the_last(day: date, months: int) -> None:
    end = add_months(day, months)
    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert end.day == day.day or (end + timedelta(days=1)).day == 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_merging_keeps_exactly_the_covered_days(pairs: list[tuple[int, int]]) -> None:
    first = date(2026, 1, 1)
    spans = [(first + timedelta(begin), first + timedelta(end)) for begin, end in pairs]
    covered = {day for begin, end in pairs for day in range(begin, end)}
    joined = merged(spans)
    assert {
        day for begin, end in joined for day in range((begin - first).days, (end - first).days)
    } == covered
    assert all(earlier[1] < later[0] for earlier, later in pairwise(joined))


def test_weekdays_is_the_default() -> None:
    assert due(at("2026-03-06 10:00"), Limit(1, Unit.WORKING_DAYS)) == at("2026-03-10 00:00")
    assert WEEKDAYS.works_on(date(2026, 3, 9))
