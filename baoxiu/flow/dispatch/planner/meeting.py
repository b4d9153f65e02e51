"""Which legs could meet at an order: those to its nearest neighbours, for the lower bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from baoxiu.flow.dispatch.planner.problem import Problem
from baoxiu.flow.dispatch.planner.relaxation import Array, Pairs, driven, points_of, rows_of, told
from baoxiu.flow.dispatch.planner.ways import access

NEIGHBOURS = 14
ALL_AT_ONCE = 3_000
"""So many orders are compared with all others; more by squares of the map."""
FAR = 1e15


@dataclass(frozen=True, slots=True)
class Legs:
    """Of each order the nearest others, how far they are, at which place of theirs it stands itself (-1: at none), and how far at
    least all others are."""

    near: Array
    seconds: Array
    mutual: Array
    beyond: Array


def legs_of(problem: Problem, pairs: Pairs) -> Legs:
    """The nearest orders that could come directly before or after each other, whatever else is on the way."""
    count = len(problem.orders)
    near = np.zeros((count, NEIGHBOURS), int)
    seconds, beyond = np.full((count, NEIGHBOURS), FAR), np.full(count, FAR)
    member, ground = _membership(pairs, count), _Ground(problem)
    for rows, others, reach in _blocks(problem, count):
        found = ground.meeting(rows, others)
        found[rows[:, None] == others[None]] = FAR
        found[~_together(member, rows, others)] = FAR
        turn = np.argsort(found, axis=1, kind="stable")[:, : NEIGHBOURS + 1]
        sorted_ = np.take_along_axis(found, turn, axis=1)
        width = min(NEIGHBOURS, sorted_.shape[1])
        near[rows, :width], seconds[rows, :width] = others[turn[:, :width]], sorted_[:, :width]
        beyond[rows] = reach
        if sorted_.shape[1] > NEIGHBOURS:
            beyond[rows] = np.minimum(reach, sorted_[:, NEIGHBOURS])
    return Legs(near, seconds, _mutual(near, seconds), beyond)


def _membership(pairs: Pairs, count: int) -> Array:
    """The groups of each order: as a table of yes and no, or of a pool as its number."""
    if pairs.pooled:
        pool = -1 - np.arange(count)
        pool[pairs.orders] = pairs.groups
        return pool
    member = np.zeros((count, max(1, len(pairs.capacity))), np.float32)
    member[pairs.orders, pairs.groups] = 1
    return member


def _together(member: Array, rows: Array, others: Array) -> Array:
    if member.ndim == 1:
        return member[rows][:, None] == member[others][None]
    return member[rows] @ member[others].T > 0


class _Ground:
    """The orders' places and times, ready to be compared by the thousand."""

    def __init__(self, problem: Problem) -> None:
        self._travel, self._points = problem.travel, points_of(problem)
        self._done, self._latest = _limits(problem)
        self._rows = rows_of(problem)

    def meeting(self, rows: Array, others: Array) -> Array:
        """Seconds of the way between orders, the shorter direction; ``FAR`` where the windows allow neither."""
        found = driven(self._travel, self._points[rows][:, None], self._points[others][None])
        if self._travel.kind == "table":
            ours, theirs = self._rows[rows][:, None], self._rows[others][None]
            found = np.minimum(
                told(self._travel, ours, theirs, found), told(self._travel, theirs, ours, found)
            )
        after = self._done[rows][:, None] + found <= self._latest[others][None]
        before = self._done[others][None] + found <= self._latest[rows][:, None]
        return np.where(after | before, found, FAR)


def _limits(problem: Problem) -> tuple[Array, Array]:
    """When each order is done at the earliest, and when the way to it must begin at the latest."""
    orders = problem.orders
    done = [max(one.release, min(one.windows)[0]) + one.service for one in orders]
    latest = [
        max(last for _first, last in one.windows) - access(problem, place) for place, one in enumerate(orders)
    ]
    return np.array(done, float), np.array(latest, float)


def _blocks(problem: Problem, count: int) -> Iterator[tuple[Array, Array, float]]:
    """Rows with the others they are compared with, and how far at least all that are left out are."""
    every = np.arange(count)
    if count <= ALL_AT_ONCE or problem.travel.kind == "table":
        for rows in np.array_split(every, count // 500 + 1):
            yield rows, every, FAR
        return
    yield from _squares(problem, every)


def _squares(problem: Problem, every: Array) -> Iterator[tuple[Array, Array, float]]:
    """Squares of the map with their neighbours; quarters of the fullest ones would change little."""
    points = points_of(problem)
    side = _side(points)
    cells = np.floor(points / side).astype(int)
    inside: dict[tuple[int, int], list[int]] = {}
    for order, (column, row) in zip(every, cells, strict=True):
        inside.setdefault((int(column), int(row)), []).append(int(order))
    reach = float(driven(problem.travel, np.zeros((1, 2)), np.array([(side, 0.0)]))[0])
    for (column, row), orders in inside.items():
        others = [
            one
            for right in (-1, 0, 1)
            for up in (-1, 0, 1)
            for one in inside.get((column + right, row + up), ())
        ]
        for part in np.array_split(np.array(orders), len(orders) // 500 + 1):
            yield part, np.array(others), reach


def _side(points: Array) -> float:
    """So long that the median order has some dozens of others around it."""
    sample = points[:: max(1, len(points) // 500)]
    distances = [
        np.partition(np.hypot(*(points - one).T), min(40, len(points) - 1))[min(40, len(points) - 1)]
        for one in sample
    ]
    return max(1e-6, float(np.median(distances)))


def _mutual(near: Array, seconds: Array) -> Array:
    """At which place of its neighbour's list an order stands itself, -1 where it does not."""
    count = len(near)
    found = np.full(near.shape, -1)
    for rows in np.array_split(np.arange(count), count // 20_000 + 1):
        same = (near[near[rows]] == rows[:, None, None]) & (seconds[near[rows]] < FAR)
        found[rows] = np.where(same.any(axis=2), same.argmax(axis=2), -1)
    found[seconds >= FAR] = -1
    return found
