"""A year as a grid of months, for the eye."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS

from baoxiu.basics.promises.models import CalendarDay


@dataclass(frozen=True, slots=True)
class Cell:
    """A day: ``kind`` is holiday, make_up, weekend or empty for a working day."""

    day: date
    kind: str
    name: str
    today: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its weeks; days of the neighbours are left out."""

    name: object
    weeks: list[list[Cell | None]]


def months(year: int, special: Mapping[date, CalendarDay], today: date, chosen: date | None) -> list[Month]:
    """Twelve months, weeks from Monday."""
    grid = calendar.Calendar(firstweekday=0)

    def cell(day: date, month: int) -> Cell | None:
        if day.month != month:
            return None
        known = special.get(day)
        kind = known.kind if known else ("weekend" if day.weekday() > 4 else "")
        name = (known.name or str(known.get_kind_display())) if known else ""
        return Cell(day, kind, name, day == today, day == chosen)

    return [
        Month(
            MONTHS[month],
            [[cell(day, month) for day in week] for week in grid.monthdatescalendar(year, month)],
        )
        for month in range(1, 13)
    ]


def working_days(year: int, special: Mapping[date, CalendarDay]) -> int:
    """How many days of the year are worked."""
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(first + offset) for offset in range(365 + calendar.isleap(year)))
    return sum(1 for day in days if _works(day, special.get(day)))


def _works(day: date, known: CalendarDay | None) -> bool:
    return known.kind == CalendarDay.Kind.MAKE_UP if known else day.weekday() < 5
