"""What the lower bound is reckoned from: the pairs of orders and shifts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from baoxiu.flow.dispatch.planner.eligibility import eligible_technicians, possible_helpers, valid_on
from baoxiu.flow.dispatch.planner.objective import choice_terms, has_choice_terms
from baoxiu.flow.dispatch.planner.problem import Problem, Shift, Travel

type Array = NDArray[Any]

MANY_PAIRS = 400_000
"""Above so many pairs of order and shift the shifts of a part are pooled."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which order can be in which group of shifts (one shift, or a pool): the two legs that join it with the home, what the choice
    costs, each group's seconds; ``first``: where each order's pairs begin, in the order of ``orders``."""

    orders: Array
    groups: Array
    there: Array
    back: Array
    choice: Array
    capacity: Array
    pooled: bool


def pairs_of(problem: Problem) -> Pairs:
    """Every order with every group of shifts in which it could be."""
    people = _people(problem)
    shifts = [(place, shift) for place, who in enumerate(problem.technicians) for shift in who.shifts]
    capacity = np.array([_seconds(shift) for _place, shift in shifts], float)
    of_person: dict[int, list[int]] = {}
    for number, (place, _shift) in enumerate(shifts):
        of_person.setdefault(place, []).append(number)
    count = sum(len(of_person.get(one, ())) for who in people for one in who)
    if count > MANY_PAIRS:
        return _pooled(problem, people, capacity, of_person)
    orders, groups = list[int](), list[int]()
    for order, who in enumerate(people):
        for number in (number for one in who for number in of_person.get(one, ())):
            if _open(problem, order, shifts[number][1]):
                orders.append(order)
                groups.append(number)
    there, back, choice = _at_home(problem, orders, [shifts[number] for number in groups])
    return Pairs(np.array(orders, int), np.array(groups, int), there, back, choice, capacity, pooled=False)


def _people(problem: Problem) -> list[tuple[int, ...]]:
    """Who could come to each order, as helper or otherwise."""
    people, helpers = eligible_technicians(problem), possible_helpers(problem)
    return [helpers.get(order, who) for order, who in enumerate(people)]


def _seconds(shift: Shift) -> int:
    pause = shift.pause.duration if shift.pause else 0
    return max(0, shift.end + shift.overtime - shift.start - pause)


def _open(problem: Problem, order: int, shift: Shift) -> bool:
    what = problem.orders[order]
    if what.crew == 1 and not valid_on(shift, what):
        return False
    end = shift.end + shift.overtime
    return any(last >= shift.start and first + what.service <= end for first, last in what.windows)


def _at_home(
    problem: Problem, orders: list[int], shifts: list[tuple[int, Shift]]
) -> tuple[Array, Array, Array]:
    """The legs between each order and the shift's two ends, and what the choice costs."""
    people = problem.technicians
    homes = np.array([(people[place].x, people[place].y) for place, _shift in shifts], float).reshape(-1, 2)
    begins = homes.copy()
    for row, (_place, shift) in enumerate(shifts):
        if shift.begins_at:
            begins[row] = shift.begins_at
    points = points_of(problem)[orders]
    there, back = driven(problem.travel, begins, points), driven(problem.travel, points, homes)
    if problem.travel.kind == "table":
        ends = np.array([problem.technicians[place].point for place, _shift in shifts], int)
        starts = np.where([shift.begins_at is None for _place, shift in shifts], ends, -1)
        at = rows_of(problem)[orders]
        there, back = told(problem.travel, starts, at, there), told(problem.travel, at, ends, back)
    choice = np.zeros(len(orders))
    if has_choice_terms(problem):
        for row, (order, (place, shift)) in enumerate(zip(orders, shifts, strict=True)):
            if problem.orders[order].crew == 1:
                choice[row] = sum(choice_terms(problem, problem.orders[order], place, shift.day).values())
    return there, back, choice


def _pooled(
    problem: Problem, people: list[tuple[int, ...]], capacity: Array, of_person: dict[int, list[int]]
) -> Pairs:
    """One pair for each order: with all shifts of its part, and nobody's home nearer than the nearest of its people's."""
    root = _parts(people, len(problem.technicians))
    served = np.array([order for order, who in enumerate(people) if who], int)
    groups = np.array([root[people[order][0]] for order in served], int)
    pools = np.zeros(len(problem.technicians))
    for person, numbers in of_person.items():
        pools[root[person]] += sum(capacity[numbers])
    home = _homes(problem, served, people)
    return Pairs(served, groups, home, home, np.zeros(len(served)), pools, pooled=True)


def _parts(people: list[tuple[int, ...]], count: int) -> list[int]:
    """For each technician the one who stands for all that orders tie to him."""
    root = list(range(count))

    def find(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for who in {id(who): who for who in people}.values():
        for one in who[1:]:
            root[find(one)] = find(who[0])
    return [find(one) for one in range(count)]


def _homes(problem: Problem, served: Array, people: list[tuple[int, ...]]) -> Array:
    """Of each order the way from the nearest point at which a shift of its people begins or ends."""
    if problem.travel.kind == "table":
        return np.zeros(len(served))
    of_people: dict[int, list[int]] = {}
    for row, order in enumerate(served):
        of_people.setdefault(id(people[order]), []).append(row)
    points, found = points_of(problem), np.zeros(len(served))
    for rows in of_people.values():
        ends = _ends(problem, people[served[rows[0]]])
        for part in np.array_split(np.array(rows), len(rows) // 500 + 1):
            found[part] = driven(problem.travel, points[served[part]][:, None], ends[None]).min(axis=1)
    return found


def _ends(problem: Problem, people: tuple[int, ...]) -> Array:
    every = (problem.technicians[one] for one in people)
    return np.array(
        sorted(
            {
                point
                for who in every
                for point in ((who.x, who.y), *(one.begins_at or (who.x, who.y) for one in who.shifts))
            }
        ),
        float,
    )


def points_of(problem: Problem) -> Array:
    """Where the orders are."""
    return np.array([(one.x, one.y) for one in problem.orders], float)


def rows_of(problem: Problem) -> NDArray[np.int64]:
    """Of each order its row in the table of ways."""
    return np.array([one.point for one in problem.orders], np.int64)


def told(travel: Travel, starts: Array, ends: Array, instead: Array) -> Array:
    """The ways that the table tells between these of its rows, else those that are given ``instead``."""
    if travel.kind != "table" or travel.told is None:
        return instead
    found = travel.told.seconds[starts, ends]
    return np.where((starts < 0) | (ends < 0) | (found < 0), instead, found)


def driven(travel: Travel, one: Array, other: Array) -> Array:
    """Seconds from points to points, never more than they take."""
    far = np.hypot(one[..., 0] - other[..., 0], one[..., 1] - other[..., 1])
    if travel.kind == "euclid_trunc10":
        return np.floor(far * 10 + 5e-10)
    if travel.kind == "euclid_x1000":
        return np.rint(far * 1000 - 1e-6)
    far = far * travel.detour
    seconds, behind = np.zeros_like(far), 0.0
    for limit, speed in travel.steps:
        until = far if limit is None else np.minimum(far, limit)
        seconds += np.maximum(0.0, until - behind) * 3600.0 / speed
        behind = behind if limit is None else limit
    return np.ceil(seconds - 1e-6)
