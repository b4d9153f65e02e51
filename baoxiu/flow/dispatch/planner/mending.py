"""A plan that somebody has, for a day that has become another: what is left of it, and what it costs to change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.problem import Problem, Route


def sound(problem: Problem, routes: Iterable[Route]) -> tuple[tuple[Route, ...], tuple[int, ...]]:
    """The routes without the stops that break a hard rule, and these stops."""
    days, dropped = {(one.technician, one.day): one.stops for one in routes if one.stops}, set[int]()
    while violations := check(problem, _routes(days)).violations:
        out = {one.order for one in violations if one.order is not None}
        for one in violations:
            if one.order is None and one.technician is not None and one.day is not None:
                out |= set(_last(days[one.technician, one.day], one.code))
        dropped |= out
        days = {key: tuple(stop for stop in stops if stop not in out) for key, stops in days.items()}
    return _routes(days), tuple(sorted(dropped))


def _routes(days: dict[tuple[int, int], tuple[int, ...]]) -> tuple[Route, ...]:
    return tuple(Route(*key, stops) for key, stops in sorted(days.items()) if stops)


def _last(stops: Sequence[int], code: str) -> Sequence[int]:
    """The last stop of a day that is too long, all of one that is none."""
    return stops if code == "no_shift" else stops[-1:]


def published(problem: Problem, routes: Iterable[Route], moved: int) -> Problem:
    """The problem in which each visit of these routes costs ``moved`` seconds when it goes to somebody else or to another day.

    Visits of people who are not there that day must go elsewhere and cost nothing more.
    """
    there = {(place, shift.day) for place, one in enumerate(problem.technicians) for shift in one.shifts}
    where: dict[int, tuple[int, int]] = {}
    for route in sorted(routes, key=lambda one: (one.technician, one.day)):
        if (route.technician, route.day) in there:
            where = dict.fromkeys(route.stops, (route.technician, route.day)) | where
    orders = tuple(
        replace(order, published=where.get(place, order.published))
        for place, order in enumerate(problem.orders)
    )
    return replace(problem, orders=orders, weights=replace(problem.weights, moved=moved))
