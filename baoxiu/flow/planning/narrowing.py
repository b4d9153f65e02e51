"""Only what a question is about may move: the rest of the plan stands still, so that the answer comes at once. Places stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import hypot

from baoxiu.flow.dispatch.planner.problem import Order, Problem, Route, Window
from baoxiu.flow.planning.rules import DAY

NOBODY: tuple[Window, ...] = ((-2, -1),)
"""A window in which nobody works: what stands nowhere and is not asked about."""

type Where = Mapping[int, tuple[int, int]]


def standing_still(problem: Problem, routes: Sequence[Route], free: Collection[int]) -> Problem:
    """The problem in which only the ``free`` orders can be anywhere. Orders for two people stay as they are."""
    where = _where(routes)
    orders = tuple(
        one if place in free or one.crew == 2 else _still(one, where.get(place))
        for place, one in enumerate(problem.orders)
    )
    return replace(problem, orders=orders)


def standing_around(problem: Problem, routes: Sequence[Route], around: Collection[int], most: int) -> Problem:
    """The problem in which these orders can be anywhere, and their nearest neighbours anywhere on their day."""
    where = _where(routes)
    near = _nearest(problem, around, where, most)
    still = standing_still(problem, routes, {*around, *near})
    orders = list(still.orders)
    for place in near:
        orders[place] = _on_its_day(orders[place], where[place][1])
    return replace(still, orders=tuple(orders))


def _where(routes: Sequence[Route]) -> Where:
    return {stop: (route.technician, route.day) for route in routes for stop in route.stops}


def _still(order: Order, where: tuple[int, int] | None) -> Order:
    if where is None:
        return replace(order, windows=NOBODY)
    return replace(order, pinned=where[0], locked=True, published=where)


def _on_its_day(order: Order, day: int) -> Order:
    windows = tuple(
        (max(first, day * DAY), min(last, (day + 1) * DAY - 1))
        for first, last in order.windows
        if last >= day * DAY and first < (day + 1) * DAY
    )
    return replace(order, windows=windows or order.windows)


def _nearest(problem: Problem, around: Collection[int], where: Where, most: int) -> list[int]:
    """The orders in the plan that lie nearest to any of these."""
    points = [(problem.orders[one].x, problem.orders[one].y) for one in around]
    others = [place for place in where if place not in set(around)]
    return sorted(
        others,
        key=lambda place: min(
            hypot(problem.orders[place].x - x, problem.orders[place].y - y) for x, y in points
        ),
    )[:most]
