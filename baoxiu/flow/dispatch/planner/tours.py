"""A sharper lower bound for some hundreds of orders: days as tours with time, where an order may come twice.

Every order has a price, at most its penalty. Each shift takes the tour that gains most by these prices; the sum of prices without
these gains is a bound. A tour may visit an order again, but not at once after the next one; its times are rounded down to steps. Breaks,
parts, caps, lateness and overtime's price are left out. Prices rise for orders that nobody visits and fall for those that many do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from baoxiu.flow.dispatch.planner.problem import Problem, Shift
from baoxiu.flow.dispatch.planner.relaxation import Array, Pairs, driven, points_of, rows_of, told
from baoxiu.flow.dispatch.planner.ways import access

NO_WAY = 1e12
STEP_OF_TIME, SHORTEST_STEP = 600, 60
AT_ONCE = 6
"""So many shifts of like size are reckoned side by side."""
MOST_WORK = 60_000_000
"""Above so many legs by steps of time a round takes too long."""
FROM_HOME, NOWHERE = -1, -2
FIRST_PRICE, FIRST_STEP, SMALLER, MOMENTUM, PATIENCE = 1_500.0, 240.0, 0.6, 0.6, 4
"""Seconds of travel; the steps get smaller after so many rounds without gain."""


def tour_bound(problem: Problem, pairs: Pairs, rounds: int) -> float:
    """The best sum of so many rounds; 0 where tours are too many, or services too short, to be reckoned with."""
    width = _width(problem)
    sizes = np.bincount(pairs.groups, minlength=len(pairs.capacity))
    if pairs.pooled or not len(pairs.orders) or width < SHORTEST_STEP:
        return 0.0
    if float((sizes**2 * (pairs.capacity + width)).sum()) / width > MOST_WORK:
        return 0.0
    alike = np.array_split(np.argsort(sizes), len(sizes) // AT_ONCE + 1)
    parts = [_Tours(problem, pairs, some, width) for some in alike]
    return _ascend(problem, pairs, parts, rounds)


def _width(problem: Problem) -> int:
    """A step of time that is no longer than any service with the way to its door, so that each stop comes in a later step."""
    shortest = min((one.service for one in problem.orders), default=0)
    return min(STEP_OF_TIME, shortest)


def _ascend(problem: Problem, pairs: Pairs, parts: list[_Tours], rounds: int) -> float:
    penalty = np.array([one.penalty for one in problem.orders], float)
    crew = np.array([one.crew for one in problem.orders], float)
    prices = penalty.copy()
    able = np.zeros(len(prices), bool)
    able[pairs.orders] = True
    prices[able] = np.minimum(penalty[able], FIRST_PRICE)
    best, kept, step, idle = 0.0, prices, FIRST_STEP, 0
    trend = np.zeros(len(prices))
    for _round in range(rounds):
        found = [one.gains(prices / crew, problem.route_cost) for one in parts]
        value = prices.sum() + sum(gain for gain, _visits in found)
        idle = 0 if value > best else idle + 1
        if value > best:
            best, kept = value, prices
        if idle > PATIENCE:
            step, idle, prices, trend = step * SMALLER, 0, kept, np.zeros(len(prices))
        visits = sum((one for _gain, one in found), np.zeros(len(prices)))
        trend = MOMENTUM * trend + 1 - visits / crew
        prices = np.where(able, np.clip(prices + step * trend, 0, penalty), penalty)
    return float(best)


@dataclass(frozen=True, slots=True)
class _Ends:
    """Of each stop, step of time and shift the cheapest tour that has begun the stop by then, and the cheapest with another stop
    before it."""

    one: Array
    before: Array
    other: Array
    before_other: Array


class _Tours:
    """Some shifts of like size, side by side."""

    def __init__(self, problem: Problem, pairs: Pairs, groups: Array, width: int) -> None:
        rows = [np.flatnonzero(pairs.groups == group) for group in groups]
        shifts = [(place, shift) for place, who in enumerate(problem.technicians) for shift in who.shifts]
        count, size = len(groups), max(1, *(len(some) for some in rows))
        spans = (
            shift.end + shift.overtime - shift.start for _place, shift in (shifts[one] for one in groups)
        )
        self._steps = max(0, *spans) // width + 1
        self.orders = np.full((count, size), -1)
        self._cost = np.full((count, size, size), NO_WAY)
        self._later = np.ones((count, size, size), int)
        self._first, self._back = np.full((count, size), NO_WAY), np.full((count, size), NO_WAY)
        self._from_home, self._last = np.zeros((count, size), int), np.full((count, size), -1)
        self._may = np.zeros((self._steps, count, size), bool)
        self._count = len(problem.orders)
        for number, some in enumerate(rows):
            if len(some):
                self._fill(problem, pairs, number, some, shifts[groups[number]][1], width)

    def _fill(
        self, problem: Problem, pairs: Pairs, number: int, rows: Array, shift: Shift, width: int
    ) -> None:
        orders = pairs.orders[rows]
        size = len(orders)
        self.orders[number, :size] = orders
        to_door = np.array([access(problem, order) for order in orders], float)
        service = np.array([problem.orders[order].service for order in orders], float)
        legs = _legs(problem, orders) + to_door[None]
        self._later[number, :size, :size] = (service[:, None] + legs) // width
        np.fill_diagonal(legs, NO_WAY)
        self._cost[number, :size, :size] = legs + pairs.choice[rows][None]
        there = pairs.there[rows] + to_door
        self._first[number, :size] = there + pairs.choice[rows]
        self._from_home[number, :size] = there // width
        self._back[number, :size] = pairs.back[rows]
        end = shift.end + shift.overtime - shift.start
        self._last[number, :size] = np.minimum(self._steps - 1, (end - service - pairs.back[rows]) // width)
        for place, order in enumerate(orders):
            for since, until in _windows(problem, order, shift, width):
                self._may[since : until + 1, number, place] = True

    def gains(self, prices: Array, fixed: float) -> tuple[float, Array]:
        """What the best tours gain together, below 0, and how often they visit each order."""
        prize = np.where(self.orders >= 0, prices[np.maximum(self.orders, 0)], 0.0)
        ends = self._ends(self._cost - prize[:, None, :], self._first - prize)
        groups, places = np.indices(self.orders.shape)
        at_last = ends.one[np.maximum(self._last, 0), groups, places]
        whole = np.where(self._last >= 0, at_last, NO_WAY) + self._back
        least = whole.min(axis=1) + fixed
        visits = np.zeros(self._count)
        for group in np.flatnonzero(least < 0):
            for order in self._tour(ends, int(group), int(whole[group].argmin())):
                visits[order] += 1
        return float(np.minimum(0.0, least).sum()), visits

    def _ends(self, cost: Array, first: Array) -> _Ends:
        shape = self._may.shape
        ends = _Ends(
            np.full(shape, NO_WAY), np.full(shape, NOWHERE), np.full(shape, NO_WAY), np.full(shape, NOWHERE)
        )
        for step in range(self._steps):
            candidates = self._arriving(ends, step, cost)
            candidates.append(
                (np.where(self._from_home <= step, first, NO_WAY), np.full(shape[1:], FROM_HOME))
            )
            candidates = [(np.where(self._may[step], value, NO_WAY), before) for value, before in candidates]
            if step:
                candidates.append((ends.one[step - 1], ends.before[step - 1]))
                candidates.append((ends.other[step - 1], ends.before_other[step - 1]))
            ends.one[step], ends.before[step] = _least(candidates, None)
            ends.other[step], ends.before_other[step] = _least(candidates, ends.before[step])
        return ends

    def _arriving(self, ends: _Ends, step: int, cost: Array) -> list[tuple[Array, Array]]:
        """The two cheapest stops before each one, with service and way done by this step; none comes from where it goes."""
        since = step - self._later
        early, since = since < 0, np.maximum(since, 0)
        groups, one, to = np.indices(self._later.shape, sparse=True)
        back_again = ends.before[since, groups, one] == to
        value = np.where(back_again, ends.other[since, groups, one], ends.one[since, groups, one]) + cost
        value[early] = NO_WAY
        found = []
        rows, columns = np.indices(self.orders.shape, sparse=True)
        for _time in range(2):
            before = value.argmin(axis=1)
            found.append((value[rows, before, columns], before))
            value[rows, before, columns] = NO_WAY
        return found

    def _tour(self, ends: _Ends, group: int, place: int) -> Iterator[int]:
        """The stops of a tour from its last one backwards."""
        step, first_choice = int(self._last[group, place]), True
        while True:
            value, before = (ends.one, ends.before) if first_choice else (ends.other, ends.before_other)
            here, came = value[: step + 1, group, place], before[: step + 1, group, place]
            step = int(np.flatnonzero((here == here[-1]) & (came == came[-1]))[0])
            yield int(self.orders[group, place])
            previous = int(came[-1])
            if previous < 0:
                return
            step -= int(self._later[group, previous, place])
            first_choice = bool(ends.before[step, group, previous] != place)
            place = previous


def _least(candidates: list[tuple[Array, Array]], without: Array | None) -> tuple[Array, Array]:
    """The least value of all, of those only that do not come from ``without``, and where it comes from."""
    least = np.full(candidates[0][0].shape, NO_WAY)
    origin = np.full(least.shape, NOWHERE)
    for value, before in candidates:
        better = value < least if without is None else (value < least) & (before != without)
        least, origin = np.where(better, value, least), np.where(better, before, origin)
    return least, origin


def _legs(problem: Problem, orders: Array) -> Array:
    points, rows = points_of(problem)[orders], rows_of(problem)[orders]
    found = driven(problem.travel, points[:, None], points[None])
    return told(problem.travel, rows[:, None], rows[None], found)


def _windows(problem: Problem, order: int, shift: Shift, width: int) -> Iterator[tuple[int, int]]:
    """The steps of time in which a service may begin."""
    what = problem.orders[order]
    for first, last in what.windows:
        since = max(first, what.release, shift.start) - shift.start
        if last - shift.start >= since:
            yield since // width, (last - shift.start) // width
