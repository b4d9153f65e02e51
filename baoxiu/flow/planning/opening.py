"""When the counter and the workshop of an outlet are open: by the working calendar (RQ-APT-08, RQ-APT-09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.promises.queries import calendar
from baoxiu.basics.promises.rules import Calendar
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.policy.queries import value

type Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Hours:
    """The working calendar; ``every_day``: open on days of rest, too."""

    calendar: Calendar
    every_day: bool

    def on(self, day: date, opens: time | None = None, closes: time | None = None) -> Span | None:
        """From when until when; ``None`` on a day of rest. ``opens`` and ``closes`` in place of the calendar's hours."""
        if not self.every_day and not self.calendar.works_on(day):
            return None
        window = self.calendar.windows[0]
        first = _at(day, opens) if opens else _at(day, _time(window.opens))
        last = _at(day, closes) if closes else _at(day, _time(window.closes))
        return (first, last) if first < last else None


def hours_of(outlet: Outlet, at: datetime) -> Hours:
    """What holds for an outlet."""
    every_day = value("planning.open_every_day", at=at, scope={"outlet": outlet.code}).value
    return Hours(calendar(at), bool(every_day))


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60) if minutes < 1_440 else time(23, 59)


def _at(day: date, when: time) -> datetime:
    return datetime.combine(day, when, SHANGHAI)
