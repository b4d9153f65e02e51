"""When the stops of routes begin, whether they break a hard rule, and the plan in memory that answers at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from baoxiu.core.refusals import Conflict
from baoxiu.core.sentences import joined
from baoxiu.flow.dispatch.planner.checking import Score, check
from baoxiu.flow.dispatch.planner.live import LivePlan, Offer
from baoxiu.flow.dispatch.planner.problem import Problem, Route
from baoxiu.flow.dispatch.planner.timetable import timetable
from baoxiu.flow.planning.changes import days_of, routes_of
from baoxiu.flow.planning.picture import Picture

__all__ = ["LivePlan", "Offer", "PlanBroken", "Stop", "cost_of", "live_plan", "refuse_broken", "timed"]


class PlanBroken(Conflict):
    """The plan would break a hard rule; the sentence says which."""

    code = "plan_broken"


@dataclass(frozen=True, slots=True)
class Stop:
    """An order or hold in somebody's day: places in the problem's lists, seconds of the horizon."""

    order: int
    technician: int
    day: int
    place: int
    start: int
    end: int
    travel: int


def timed(problem: Problem, routes: Iterable[Route]) -> list[Stop]:
    """When each stop begins and ends, with the way to it."""
    return [
        Stop(one.order, route.technician, route.day, place, one.start, one.end, one.travel)
        for route in routes
        for place, one in enumerate(timetable(problem, route).stops)
    ]


def cost_of(problem: Problem, routes: Sequence[Route]) -> Score:
    """What routes cost, term by term, and which hard rules they break."""
    return check(problem, routes)


def refuse_broken(picture: Picture, routes: Sequence[Route]) -> None:
    """Every plan is checked before it is stored, by code that the search does not share. Raises ``PlanBroken``."""
    score = check(picture.problem, routes)
    if score.violations:
        raise PlanBroken(joined(sorted({str(one.code) for one in score.violations})))


def live_plan(problem: Problem, routes: Sequence[Route]) -> tuple[LivePlan, tuple[int, ...]]:
    """The plan in memory, and what had to be taken out of it since it is no longer possible (absence, late, rules)."""
    kept, dropped = sound(problem, routes)
    return LivePlan(problem, kept), dropped


def sound(problem: Problem, routes: Sequence[Route]) -> tuple[tuple[Route, ...], tuple[int, ...]]:
    """The routes without the stops that break a hard rule, and these stops."""
    days, dropped = days_of(routes), set[int]()
    while violations := check(problem, routes_of(days)).violations:
        out = {one.order for one in violations if one.order is not None}
        out |= {
            days[one.technician, one.day][-1]
            for one in violations
            if one.order is None and one.technician is not None and one.day is not None
        }
        dropped |= out
        days = {key: tuple(stop for stop in stops if stop not in out) for key, stops in days.items()}
    return routes_of(days), tuple(sorted(dropped))
