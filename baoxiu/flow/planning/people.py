"""The technicians of an outlet with everything a plan needs, in one statement."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.technicians.models import Technician as TechnicianRow
from baoxiu.core.clock import start_of_day
from baoxiu.flow.dispatch.people import stretches
from baoxiu.flow.planning.rules import DAY, Stretch

USUAL_HOURS = (time(8), time(18))
"""Where no hours are recorded."""

MONTH = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Person:
    """A technician as the plan sees him. ``hours``: weekday, begin, end; ``until``: each certificate's last day.

    ``month_s`` and ``done_s``: seconds at customers' in the last four weeks and today; ``done``: visits made today.
    ``van``: units of each part on board; ``None`` where nothing was ever loaded or counted: then parts say nothing about him.
    """

    pk: int
    name: str
    position: tuple[float, float] | None
    daily_cap: int
    skills: Mapping[str, int]
    until: Mapping[str, date]
    areas: frozenset[str]
    hours: tuple[tuple[int, time, time], ...]
    away: tuple[tuple[datetime, datetime], ...] = field(default=())
    month_s: int = 0
    done_s: int = 0
    done: int = 0
    van: Mapping[int, Decimal] | None = None

    def on_shift(self, begin: datetime, days: int) -> Iterator[tuple[int, list[Stretch]]]:
        """The hours of each day of the horizon, in seconds from its beginning."""
        for day in range(days):
            midnight = begin + timedelta(days=day)
            window = (midnight, midnight + timedelta(hours=23))
            hours = self.hours or tuple((weekday, *USUAL_HOURS) for weekday in range(7))
            yield day, [(_since(begin, one), _since(begin, two)) for one, two in stretches(hours, window)]

    def absences(self, begin: datetime, days: int) -> list[Stretch]:
        """The times away within the horizon."""
        return [
            (max(_since(begin, left), 0), min(_since(begin, back), days * DAY)) for left, back in self.away
        ]


def _since(begin: datetime, moment: datetime) -> int:
    return int((moment - begin).total_seconds())


def people_of(outlet: Outlet, first: date, days: int) -> list[Person]:
    """The active technicians of an outlet, in the order of their numbers."""
    begin = start_of_day(first)
    given = {
        "outlet": outlet.pk,
        "begin": begin,
        "end": begin + timedelta(days=days),
        "since": begin - MONTH,
        "next_day": begin + timedelta(days=1),
    }
    return [_person(row) for row in TechnicianRow.objects.raw(_PEOPLE, given)]


_PEOPLE = """
    SELECT one.*,
        (SELECT jsonb_object_agg(family.code, skill.level) FROM technicians_skill AS skill
            JOIN products_family AS family ON family.id = skill.family_id
            WHERE skill.technician_id = one.id) AS levels,
        (SELECT jsonb_object_agg(kind, until) FROM (
            SELECT kind, max(expires_on) AS until FROM technicians_certificate AS held
            WHERE held.technician_id = one.id AND held.issued_on < %(end)s GROUP BY kind) AS latest) AS certificates_until,
        ARRAY(SELECT division_code FROM technicians_area AS area WHERE area.technician_id = one.id) AS area_codes,
        (SELECT jsonb_agg(jsonb_build_array(weekday, starts, ends) ORDER BY weekday, starts)
            FROM technicians_shift AS shift WHERE shift.technician_id = one.id) AS hours,
        ARRAY(SELECT period FROM technicians_absence AS absence WHERE absence.technician_id = one.id
            AND period && tstzrange(%(begin)s, %(end)s) ORDER BY period) AS periods,
        (SELECT jsonb_object_agg(part_id, quantity) FROM parts_vanstock AS stock WHERE stock.technician_id = one.id) AS van,
        made.month_s, made.done_s, made.done
    FROM technicians_technician AS one
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(extract(epoch FROM visit.finished_at - visit.arrived_at)), 0) AS month_s,
            coalesce(sum(extract(epoch FROM visit.finished_at - visit.arrived_at))
                FILTER (WHERE visit.finished_at >= %(begin)s AND visit.finished_at < %(next_day)s), 0) AS done_s,
            count(*) FILTER (WHERE visit.finished_at >= %(begin)s AND visit.finished_at < %(next_day)s) AS done
        FROM visits_visit AS visit
        WHERE visit.technician_id = one.id AND visit.window_start >= %(since)s AND visit.finished_at >= visit.arrived_at
    ) AS made
    WHERE one.outlet_id = %(outlet)s AND one.is_active ORDER BY one.id
"""


def _person(row: Any) -> Person:
    located = row.lat is not None and row.lng is not None
    return Person(
        pk=row.pk,
        name=row.name,
        position=(row.lat, row.lng) if located else None,
        daily_cap=row.daily_cap,
        skills=dict(_read(row.levels)),
        until={
            kind: date.fromisoformat(until) for kind, until in dict(_read(row.certificates_until)).items()
        },
        areas=frozenset(row.area_codes),
        hours=tuple(
            (day, time.fromisoformat(begin), time.fromisoformat(end)) for day, begin, end in _read(row.hours)
        ),
        away=tuple((period.lower, period.upper) for period in row.periods),
        month_s=int(row.month_s),
        done_s=int(row.done_s),
        done=row.done,
        van=None if row.van is None else _van(row.van),
    )


def _van(text: str) -> dict[int, Decimal]:
    return {int(part): Decimal(str(units)) for part, units in dict(_read(text)).items()}


def _read(text: str | None) -> Any:
    """PostgreSQL's JSON; nothing counts as empty."""
    return json.loads(text) if text else ()
