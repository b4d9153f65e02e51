"""Days and hours: what a working day is, how months are added, how pauses are joined (standards 2.2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
# Stands for "no end known"; a year's room below datetime.max keeps time-zone arithmetic safe.
FAR = datetime(9999, 1, 1, tzinfo=UTC)
FAR_DAY = FAR.date()

type Span = tuple[datetime, datetime]
type DaySpan = tuple[date, date]


class DayKind(StrEnum):
    """A day that the weekday does not decide."""

    HOLIDAY = "holiday"
    MAKEUP = "makeup"


@dataclass(frozen=True, slots=True)
class Window:
    """Opening hours within one day, in minutes after midnight; 1440 is 24:00."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= 1440:
            raise ValueError("a window opens before it closes, within one day")

    @classmethod
    def of(cls, opens: str, closes: str) -> "Window":
        """`Window.of("08:30", "12:00")`; raises ValueError when either text is no time."""
        return cls(_minutes(opens), _minutes(closes))


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days and hours. `days` overrules the weekday; years outside `known_years` are guesses.

    Raises ValueError when windows overlap or no weekday works.
    """

    windows: tuple[Window, ...] = (Window(0, 1440),)
    rest_weekdays: frozenset[int] = frozenset({5, 6})
    days: Mapping[date, DayKind] = field(default_factory=dict)
    known_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.windows or set(range(7)) <= self.rest_weekdays:
            raise ValueError("a calendar needs opening hours and a working weekday")
        if any(
            later.opens < earlier.closes
            for earlier, later in zip(self.windows, self.windows[1:], strict=False)
        ):
            raise ValueError("windows are in order and do not overlap")

    def works_on(self, day: date) -> bool:
        kind = self.days.get(day)
        return day.weekday() not in self.rest_weekdays if kind is None else kind is DayKind.MAKEUP

    def closes_at(self, day: date) -> datetime:
        return moment(day, self.windows[-1].closes)


ALWAYS = Calendar(rest_weekdays=frozenset())
WEEKDAYS = Calendar()


def legal_date(at: datetime) -> date:
    """The day in Asia/Shanghai (P9)."""
    return at.astimezone(SHANGHAI).date()


def moment(day: date, minutes: int = 0) -> datetime:
    """That many minutes after the day began in Asia/Shanghai; 1440 is the beginning of the next day."""
    days, rest = divmod(minutes, 1440)
    return datetime.combine(day + days * DAY, time(rest // 60, rest % 60), SHANGHAI)


def add_months(day: date, months: int) -> date:
    """The same numbered day, or the last day of a shorter month (P3)."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return min(first + (day.day - 1) * DAY, last)


def merged[T: date](spans: Iterable[tuple[T, T]]) -> list[tuple[T, T]]:
    """Half-open spans in order, overlapping and adjacent ones joined, empty ones dropped (P6)."""
    result: list[tuple[T, T]] = []
    for since, until in sorted(span for span in spans if span[0] < span[1]):
        if result and since <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], until))
        else:
            result.append((since, until))
    return result


def nth_counted_day(start: date, count: int, paused: Sequence[DaySpan]) -> date | None:
    """The day on which the count is full: the starting day and paused days do not count (P1, P6).

    `paused` is merged and half-open. None when the clock stands still with no end known. With count 0 it is
    the first day from the start on that is not paused.
    """
    first_counted = start + DAY if count else start
    day = start + count * DAY
    for since, until in paused:
        first = max(since, first_counted)
        if first > day:
            break
        if until >= FAR_DAY:
            return None
        day += max(until - first, timedelta())
    return day
