"""When technicians are free, as the database tells: windows given away, absences, days off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from baoxiu.basics.technicians.models import Absence
from baoxiu.core.clock import legal_date
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import OPEN
from baoxiu.simulation.ground import Ground
from baoxiu.simulation.plan import Plan
from baoxiu.simulation.scenario import moment
from baoxiu.simulation.town import Place

type Window = tuple[datetime, datetime]
AHEAD_DAYS = 14


@dataclass(frozen=True, slots=True)
class Diary:
    """What is known at a moment: each technician's windows with their places, and his time away."""

    plan: Plan
    ground: Ground
    at: datetime
    taken: dict[int, list[tuple[Window, Place]]]
    away: dict[int, list[Window]]

    def free(self, technician_id: int, earliest: datetime, wish: Window | None = None) -> Window | None:
        """The technician's first window from a moment on, within the wished time while that has any (RQ-APT-06)."""
        windows = list(self._windows(technician_id, earliest))
        wished = [one for one in windows if wish and wish[0] <= one[0] < wish[1]]
        return next(iter(wished or windows), None)

    def places_on(self, technician_id: int, day: datetime) -> list[Place]:
        """Home, and where the technician is promised on that day."""
        known = [place for window, place in self.taken[technician_id] if window[0].date() == day.date()]
        return [self.ground.workers[technician_id].home, *known]

    def is_away(self, technician_id: int, when: datetime) -> bool:
        """Whether the technician is away at that time."""
        return any(begin <= when < end for begin, end in self.away[technician_id])

    def _windows(self, technician_id: int, earliest: datetime) -> Iterator[Window]:
        begin = max(earliest, self.at + timedelta(minutes=self.plan.work.lead_minutes))
        busy = [window for window, _place in self.taken[technician_id]] + self.away[technician_id]
        first = (legal_date(begin) - self.plan.start).days
        for day in range(first, first + AHEAD_DAYS):
            if moment(self.plan, day).weekday() not in self.ground.workers[technician_id].days:
                continue
            for start, end in self._offered(day):
                if start >= begin and not any(one < end and start < other for one, other in busy):
                    yield start, end

    def _offered(self, day: int) -> Iterator[Window]:
        for begin, end in self.plan.work.windows:
            yield self._moment(day, begin), self._moment(day, end)

    def _moment(self, day: int, hour: time) -> datetime:
        return moment(self.plan, day, hour)


def read_diary(plan: Plan, ground: Ground, at: datetime) -> Diary:
    """The diary as it stands, in two questions."""
    taken: defaultdict[int, list[tuple[Window, Place]]] = defaultdict(list)
    rows = Visit.objects.filter(stage__in=OPEN, window_end__gt=at).values_list(
        "technician_id", "window_start", "window_end", "order__request__lat", "order__request__lng"
    )
    for technician_id, start, end, lat, lng in rows:
        taken[technician_id].append(((start.astimezone(at.tzinfo), end), (lat, lng)))
    away: defaultdict[int, list[Window]] = defaultdict(list)
    for row in Absence.objects.filter(period__endswith__gt=at):
        away[row.technician_id].append((row.period.lower, row.period.upper))
    return Diary(plan, ground, at, taken, away)
