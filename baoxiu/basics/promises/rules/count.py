"""When a promise ends, how much of it has run, and when its clock stands still.

All counting follows standards 2.2: the starting day is not counted (P1), the last day may move to the next
working day (P2), months end on the same numbered day (P3), pauses are half-open and never subtracted twice
(P6), and every legal date is a date in Asia/Shanghai (P9).

A day is counted at its last moment: 24:00, or the close of business for working days. It does not count when
the clock stands still at that moment. So a pause from Monday 10:00 to Thursday 9:00 takes out three days.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice, takewhile

from baoxiu.basics.promises.rules.calendar import (
    DAY,
    FAR,
    SHANGHAI,
    WEEKDAYS,
    Calendar,
    DaySpan,
    Span,
    add_months,
    legal_date,
    merged,
    moment,
    nth_counted_day,
)


class Unit(StrEnum):
    """What a limit is counted in. The calendar follows from it."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WORKING_HOURS = "working_hours"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a promise runs, e.g. 24 hours or 3 working days. Zero days means "the same day".

    Raises ValueError for a negative amount, or a fraction of a day or month.
    """

    amount: Decimal | int
    unit: Unit
    shift_to_working_day: bool = False

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a limit is never negative")
        if self.unit not in TIME_UNITS and self.amount != int(self.amount):
            raise ValueError("days and months are whole numbers")

    def measure(self, start: datetime) -> timedelta:
        """The limit in its own measure: counted time or days; months become days at the start (P3)."""
        if self.unit in TIME_UNITS:
            return timedelta(microseconds=int(self.amount * 3_600_000_000))
        if self.unit is Unit.MONTHS:
            first = legal_date(start)
            return add_months(first, int(self.amount)) - first
        return timedelta(days=int(self.amount))


TIME_UNITS = frozenset({Unit.HOURS, Unit.WORKING_HOURS})


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from `since` up to, not including, `until`; None while it still stands."""

    since: datetime
    until: datetime | None = None


def due(
    start: datetime, limit: Limit, calendar: Calendar = WEEKDAYS, pauses: Iterable[Pause] = ()
) -> datetime | None:
    """The moment at which the limit is used up; a case is late from then on.

    None while the clock stands still with no end known. A day-counted limit ends at 24:00, that is at 0:00 of
    the next day; working days end at the close of business (P1).
    """
    holes = _holes(pauses)
    amount = limit.measure(start)
    if limit.unit in TIME_UNITS:
        found = _filled(_running(start, limit.unit, calendar, holes), amount, start)
    elif limit.unit is Unit.WORKING_DAYS:
        found = _nth_close(start, amount.days, calendar, holes)
    else:
        found = _end_of_day(start, limit, calendar, holes)
    return found and found.astimezone(SHANGHAI)


def elapsed(
    start: datetime, until: datetime, unit: Unit, calendar: Calendar = WEEKDAYS, pauses: Iterable[Pause] = ()
) -> timedelta:
    """How much has run between two moments, in the unit's own measure: counted time, or counted days.

    For hours, `elapsed(start, due(start, limit))` is the limit. For days, `due` is the first moment at which
    `elapsed` reaches the limit (a limit of at least one day, without a shift of the last day).
    """
    holes = _holes(pauses)
    if unit in TIME_UNITS:
        spans = takewhile(lambda span: span[0] < until, _running(start, unit, calendar, holes))
        return sum((min(end, until) - begin for begin, end in spans), timedelta())
    if unit is Unit.WORKING_DAYS:
        closes = _closes(legal_date(start) + DAY, calendar, holes)
        return DAY * sum(1 for _ in takewhile(lambda at: at <= until, closes))
    return _counted_days(legal_date(start), legal_date(until) - DAY, _paused_days(holes))


def remaining(
    start: datetime, at: datetime, limit: Limit, calendar: Calendar = WEEKDAYS, pauses: Iterable[Pause] = ()
) -> timedelta:
    """What is left of the limit, in its own measure; negative when overrun."""
    return limit.measure(start) - elapsed(start, at, limit.unit, calendar, pauses)


def warn_at(
    start: datetime,
    limit: Limit,
    fraction: Decimal,
    calendar: Calendar = WEEKDAYS,
    pauses: Iterable[Pause] = (),
) -> datetime | None:
    """When that share of the limit has run (0 to 1), never after the due moment; None while the clock stands.

    Days are not split: the warning comes at the end of the last whole day within the share, so a limit of
    one day warns when the starting day ends, and a same-day limit halfway by the clock.
    """
    pauses = list(pauses)
    end = due(start, limit, calendar, pauses)
    if limit.unit in TIME_UNITS:
        return due(start, Limit(limit.amount * fraction, limit.unit), calendar, pauses)
    if end is None or not limit.amount:
        return end and start + (end - start) / 2
    whole = int(limit.measure(start).days * fraction)
    unit = Unit.WORKING_DAYS if limit.unit is Unit.WORKING_DAYS else Unit.DAYS
    warning = due(start, Limit(whole, unit), calendar, pauses)
    return warning and min(warning, end)


def is_provisional(start: datetime, end: datetime, limit: Limit, calendar: Calendar) -> bool:
    """Whether the result rests on a year whose holidays nobody has entered yet."""
    if limit.unit is Unit.HOURS or (
        limit.unit in {Unit.DAYS, Unit.MONTHS} and not limit.shift_to_working_day
    ):
        return False
    years = range(legal_date(start).year, legal_date(end).year + 1)
    return not calendar.known_years.issuperset(years)


def _holes(pauses: Iterable[Pause]) -> list[Span]:
    return merged((pause.since.astimezone(UTC), (pause.until or FAR).astimezone(UTC)) for pause in pauses)


def _stops(holes: Sequence[Span]) -> datetime:
    """From here on the clock stands for ever."""
    return holes[-1][0] if holes and holes[-1][1] >= FAR else FAR


def _paused_days(holes: Sequence[Span]) -> list[DaySpan]:
    """The days whose last moment lies in a pause."""
    return [(legal_date(since), legal_date(until)) for since, until in holes]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * DAY for number in range((last - first).days + 1))


def _running(start: datetime, unit: Unit, calendar: Calendar, holes: Sequence[Span]) -> Iterator[Span]:
    """The stretches of time that count, in order."""
    begin = start.astimezone(UTC)
    opened: Iterable[Span] = [(begin, FAR)]
    if unit is Unit.WORKING_HOURS:
        opened = _opened(begin, calendar, legal_date(_stops(holes)))
    return chain.from_iterable(_without(span, holes) for span in opened)


def _opened(start: datetime, calendar: Calendar, last: date) -> Iterator[Span]:
    for day in _days(legal_date(start), last):
        if calendar.works_on(day):
            for window in calendar.windows:
                closes = moment(day, window.closes).astimezone(UTC)
                if closes > start:
                    yield max(moment(day, window.opens).astimezone(UTC), start), closes


def _without(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    begin, end = span
    for since, until in holes:
        if since >= end:
            break
        if since > begin:
            yield begin, since
        begin = max(begin, until)
    if begin < end:
        yield begin, end


def _filled(spans: Iterable[Span], amount: timedelta, start: datetime) -> datetime | None:
    """The first moment at which the spans add up to the amount."""
    if not amount:
        return start
    for begin, end in spans:
        if amount <= end - begin:
            return begin + amount
        amount -= end - begin
    return None


def _closes(first: date, calendar: Calendar, holes: Sequence[Span]) -> Iterator[datetime]:
    """The closing moments that count, from that day on."""
    for day in _days(first, legal_date(_stops(holes))):
        if calendar.works_on(day):
            closes = calendar.closes_at(day)
            if not any(since < closes <= until for since, until in holes):
                yield closes


def _nth_close(start: datetime, count: int, calendar: Calendar, holes: Sequence[Span]) -> datetime | None:
    if count:
        return next(islice(_closes(legal_date(start) + DAY, calendar, holes), count - 1, None), None)
    return next((at for at in _closes(legal_date(start), calendar, holes) if at >= start), None)


def _end_of_day(start: datetime, limit: Limit, calendar: Calendar, holes: Sequence[Span]) -> datetime | None:
    paused = _paused_days(holes)
    day = nth_counted_day(legal_date(start), limit.measure(start).days, paused)
    while limit.shift_to_working_day and day is not None and not calendar.works_on(day):
        day = nth_counted_day(day + DAY, 0, paused)
    return None if day is None else moment(day, 1440)


def _counted_days(start: date, last: date, paused: Sequence[DaySpan]) -> timedelta:
    """Days after `start` up to and including `last` that are not paused."""
    days = max(last - start, timedelta())
    for since, until in paused:
        days -= max(min(until, last + DAY) - max(since, start + DAY), timedelta())
    return days
