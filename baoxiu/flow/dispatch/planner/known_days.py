"""Schedules that this process has made before. Of the same ways, technician and orders (the same objects) a day is the same day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from baoxiu.flow.dispatch.planner.problem import Problem, Route

if TYPE_CHECKING:
    from baoxiu.flow.dispatch.planner.timetable import Scheduled

MOST = 4_000
"""So many are kept, some 2 kB each."""

_days: dict[object, tuple[object, Scheduled]] = {}


def known_day(problem: Problem, route: Route, schedule: Callable[[Problem, Route], Scheduled]) -> Scheduled:
    """The route's schedule; a table of told ways is filled while it is used, so there each is made anew."""
    if problem.travel.told is not None:
        return schedule(problem, route)
    parts = (
        problem.travel,
        problem.technicians[route.technician],
        *(problem.orders[one] for one in route.stops),
    )
    key = route, *map(id, parts)
    known = _days.get(key)
    if known is None:
        if len(_days) >= MOST:
            _days.clear()
        known = _days[key] = parts, schedule(problem, route)  # with the parts, whose ids nobody else has then
    return known[1]
