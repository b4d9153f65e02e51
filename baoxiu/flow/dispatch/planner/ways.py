"""How long a way takes, for whoever judges a plan; the search reckons its own, so that neither can share the other's mistake."""

from __future__ import annotations

import math

from baoxiu.flow.dispatch.planner.problem import Problem, Shift, Travel

HOME = -1
"""Stands for a technician's home, and as a beginning for the point from which a shift goes on."""
HOUR = 3_600
MILLIONTHS = 1_000_000

type Point = tuple[float, float]


def way(problem: Problem, technician: int, shift: Shift, origin: int, target: int) -> int:
    """Usual seconds from one order (or ``HOME``) to another's door (or ``HOME``)."""
    if origin == target != HOME:
        return 0
    who, travel = problem.technicians[technician], problem.travel
    home = (who.x, who.y)
    begins = shift.begins_at or home
    seconds = _told(problem, technician, shift, origin, target)
    if seconds < 0:
        seconds = by_distance(travel, _point(problem, origin, begins), _point(problem, target, home))
    return seconds + access(problem, target)


def arrives(travel: Travel, leaves: int, seconds: int) -> int:
    """When one is there who sets out on a way of so many usual seconds (``Travel.hours``), in whole seconds upwards."""
    if not travel.hours:
        return leaves + seconds
    time, left = leaves, seconds * MILLIONTHS
    while left:
        done = _in_a_second(travel, time)
        rest = HOUR - time % HOUR
        if rest * done >= left:
            return time - (-left // done)
        time, left = time + rest, left - rest * done
    return time


def leaves_by(travel: Travel, arrives_by: int, seconds: int) -> int:
    """When one has to set out at the latest to be there by then."""
    if not travel.hours:
        return arrives_by - seconds
    time, left = arrives_by, seconds * MILLIONTHS
    while left:
        done = _in_a_second(travel, time - 1)
        gone = (time - 1) % HOUR + 1
        if gone * done >= left:
            return time + (-left // done)
        time, left = time - gone, left - gone * done
    return time


def _in_a_second(travel: Travel, time: int) -> int:
    """How far one gets in this second, in millionths of a usual one."""
    return MILLIONTHS * 1_000 // travel.hours[time // HOUR % len(travel.hours)]


def _told(problem: Problem, technician: int, shift: Shift, origin: int, target: int) -> int:
    """What the table says; -1 where it says nothing."""
    told = problem.travel.told
    starts_elsewhere = origin == HOME and shift.begins_at is not None
    if problem.travel.kind != "table" or told is None or starts_elsewhere:
        return -1
    row, column = _row(problem, technician, origin), _row(problem, technician, target)
    return int(told.seconds[row, column]) if row >= 0 and column >= 0 else -1


def access(problem: Problem, target: int) -> int:
    """Seconds from the road to the door; the literature's instances know no doors."""
    if target == HOME or problem.travel.kind in ("euclid_trunc10", "euclid_x1000"):
        return 0
    return problem.orders[target].access


def by_distance(travel: Travel, one: Point, other: Point) -> int:
    """Whole seconds between two points of the plane."""
    far = math.hypot(one[0] - other[0], one[1] - other[1])
    if travel.kind == "euclid_trunc10":
        return math.floor(far * 10 + 1e-9)
    if travel.kind == "euclid_x1000":
        return round(far * 1000)
    return _driven(travel, far * travel.detour)


def _driven(travel: Travel, kilometres: float) -> int:
    """Each part of the way at its own speed."""
    seconds = behind = 0.0
    for limit, speed in travel.steps:
        until = kilometres if limit is None else min(kilometres, limit)
        if until > behind:
            seconds += (until - behind) * 3600.0 / speed
        if limit is not None:
            behind = limit
    return math.ceil(seconds - 1e-9)


def _row(problem: Problem, technician: int, place: int) -> int:
    return problem.technicians[technician].point if place == HOME else problem.orders[place].point


def _point(problem: Problem, place: int, home: Point) -> Point:
    return home if place == HOME else (problem.orders[place].x, problem.orders[place].y)
