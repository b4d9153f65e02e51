"""A lower bound: what any plan costs at least, so that "within x % of the best" is a fact.

The relaxation: a served order pays its access, and its shares of the two cheapest legs that could meet at it (to orders that somebody
could do on the same way and whose windows allow it, or to the home); legs to the home are paid whole. What an order pays may be as
little as its penalty. Each shift's working time is limited. How a leg is shared between its two ends, and what a second of each
shift's time is worth, are multipliers (Lagrange): for any values of them the sum is a bound, and a few rounds of subgradient steps
make it a good one. Where order and shift pairs are too many, the shifts of a connected part of the problem are one pool. Left out:
waiting, lateness, overtime's price, what fairness adds, and, where not all hours are usual, the windows.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from baoxiu.flow.dispatch.planner.meeting import FAR, Legs, legs_of
from baoxiu.flow.dispatch.planner.objective import fairness
from baoxiu.flow.dispatch.planner.problem import Problem, Shift
from baoxiu.flow.dispatch.planner.relaxation import Array, Pairs, pairs_of
from baoxiu.flow.dispatch.planner.tours import tour_bound
from baoxiu.flow.dispatch.planner.ways import access

EFFORT = 60_000_000
"""Numbers compared in all rounds together."""
FEWEST, MOST = 15, 300
PATIENCE, SMALLEST = 5, 0.005
"""After so many rounds without gain the steps get smaller, until they are not worth it."""
SURE = 1e-3
"""More than the sums' rounding can amount to."""
FAR_OFF = 1 << 40
"""Seconds after and before every horizon."""


def lower_bound(problem: Problem, *, rounds: int = 0) -> int:
    """Seconds of travel that every possible plan costs at least; ``rounds`` (a hundred, say) of ``tours`` make it much sharper
    where there are some hundreds of orders, and take a third of a second each."""
    if not problem.orders:
        return _begun(problem)
    if problem.travel.hours:
        problem = _at_any_hour(problem)
    pairs = pairs_of(problem)
    value = Ascent(problem, pairs, legs_of(problem, pairs)).best()
    if rounds:
        value = max(value, tour_bound(problem, pairs, rounds))
    return _begun(problem) + max(0, math.ceil(value - SURE))


def _at_any_hour(problem: Problem) -> Problem:
    """The same with ways that are usual at all hours, so much time more that this keeps no plan out, and no windows."""
    quicker = max(1.0, 1_000 / min(problem.travel.hours))
    people = tuple(
        replace(who, shifts=tuple(_longer(shift, quicker) for shift in who.shifts))
        for who in problem.technicians
    )
    orders = tuple(replace(one, windows=((-FAR_OFF, FAR_OFF),), release=-FAR_OFF) for one in problem.orders)
    return replace(problem, technicians=people, orders=orders, travel=replace(problem.travel, hours=()))


def _longer(shift: Shift, quicker: float) -> Shift:
    seconds = shift.end + shift.overtime - shift.start
    return replace(shift, overtime=shift.overtime + math.ceil(seconds * (quicker - 1)) + 1)


def _begun(problem: Problem) -> int:
    """The price of fairness for what was worked before."""
    weights = problem.weights
    return sum(
        fairness(who.month_work, who.month_share, weights.fair_month)
        + sum(
            fairness(shift.worked, shift.end - shift.start + shift.worked, weights.fair_day)
            for shift in who.shifts
        )
        for who in problem.technicians
    )


class Ascent:
    """The multipliers, and the sum that they make."""

    def __init__(self, problem: Problem, pairs: Pairs, legs: Legs) -> None:
        self._pairs, self._legs = pairs, legs
        orders = problem.orders
        self._penalty = np.array([one.penalty for one in orders], float)
        self._crew = np.array([one.crew for one in orders], float)
        self._access = np.array([access(problem, place) for place in range(len(orders))], float)
        self._service = np.array([one.service for one in orders], float)
        self._fixed = problem.route_cost / 2
        self._shares = legs.seconds / 2
        self._worth = np.zeros(len(pairs.capacity))
        self._absent = self._mask()
        self._able, self._rows = np.unique(pairs.orders, return_index=True)

    def best(self) -> float:
        """The greatest sum of some rounds of subgradient steps, which get smaller whenever they lead nowhere."""
        pairs = self._pairs
        if not len(pairs.orders):
            return float(self._penalty.sum())
        rounds = EFFORT // (len(pairs.orders) * (self._shares.shape[1] + 4))
        step, best, idle = 0.15, 0.0, 0
        for _round in range(int(np.clip(rounds, FEWEST, MOST))):
            value, legs, work = self._reckon()
            idle = 0 if value > best else idle + 1
            best = max(best, value)
            if idle > PATIENCE:
                step, idle = step * 0.7, 0
            if step < SMALLEST or not self._moves(legs, work):
                break
            self._move(step, legs, work)
        return best

    def _moves(self, used: Array, work: Array) -> bool:
        """Whether any multiplier would still change."""
        legs, worth = self._legs, self._worth
        uneven = (used != used[legs.near, legs.mutual])[legs.mutual >= 0].any()
        return bool(uneven or ((work > self._pairs.capacity) | (worth > 0)).any())

    def _mask(self) -> Array:
        """Of each pair the neighbours that are not in its group."""
        near = self._legs.near[self._pairs.orders]
        if self._pairs.pooled:
            return np.zeros(near.shape, bool)
        member = np.zeros((len(self._penalty), max(1, len(self._pairs.capacity))), bool)
        member[self._pairs.orders, self._pairs.groups] = True
        return ~member[near, self._pairs.groups[:, None]]

    def _reckon(self) -> tuple[float, Array, Array]:
        """The sum; how often each order pays each of its legs; the seconds that each group works."""
        pairs = self._pairs
        dearer = 1 + self._worth[pairs.groups]
        ways, ends = self._ways()
        paid = ways * dearer[:, None]
        paid[:, -2:] += self._fixed
        two = np.argpartition(paid, 1, axis=1)[:, :2]
        legs = np.take_along_axis(paid, two, axis=1).sum(axis=1)
        access, service = self._access[pairs.orders], self._service[pairs.orders]
        price = legs + access * dearer + service * (dearer - 1) + pairs.choice
        least = np.minimum.reduceat(price, self._rows)
        cost = np.minimum(self._crew[self._able] * least, self._penalty[self._able])
        value = self._penalty.sum() - self._penalty[self._able].sum() + cost.sum()
        value -= float(self._worth @ pairs.capacity)
        chosen = self._chosen(price, least)
        seconds = np.take_along_axis(ways[chosen], two[chosen], axis=1).sum(axis=1)
        return value, self._used(chosen, two[chosen], ends), self._work(chosen, seconds)

    def _ways(self) -> tuple[Array, int]:
        """What each pair could pay: its shares of legs, twice that of an order further off, the legs to the two ends."""
        pairs = self._pairs
        shares = self._shares[pairs.orders]
        shares[self._absent] = FAR
        beyond = self._legs.beyond[pairs.orders] / 2
        return np.column_stack([shares, beyond, beyond, pairs.there, pairs.back]), shares.shape[1]

    def _chosen(self, price: Array, least: Array) -> Array:
        """Of each order that is cheaper served than left out the cheapest pair."""
        pairs = self._pairs
        lowest = np.full(len(self._penalty), np.inf)
        lowest[self._able] = least
        served = self._crew * lowest < self._penalty
        rows = np.flatnonzero((price == lowest[pairs.orders]) & served[pairs.orders])
        return rows[np.unique(pairs.orders[rows], return_index=True)[1]]

    def _used(self, chosen: Array, two: Array, ends: int) -> Array:
        used = np.zeros(self._shares.shape)
        orders = np.repeat(self._pairs.orders[chosen], 2)
        places = two.ravel()
        real = places < ends
        used[orders[real], places[real]] = self._crew[orders[real]]
        return used

    def _work(self, chosen: Array, seconds: Array) -> Array:
        orders = self._pairs.orders[chosen]
        work = self._crew[orders] * (seconds + self._access[orders] + self._service[orders])
        return np.bincount(self._pairs.groups[chosen], work, minlength=len(self._worth))

    def _move(self, step: float, used: Array, work: Array) -> None:
        """Who alone counts on a leg pays more of it; time of which too much is used is dearer."""
        legs, capacity = self._legs, self._pairs.capacity
        mutual = legs.mutual >= 0
        other = used[legs.near, legs.mutual]
        self._shares[mutual] += step * (legs.seconds * (used - other))[mutual]
        too_much = (work - capacity) / np.maximum(1.0, capacity)
        self._worth = np.maximum(0.0, self._worth + step * too_much)
