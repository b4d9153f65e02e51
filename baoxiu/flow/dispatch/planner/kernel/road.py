"""How long a way takes, and when one is there."""

from __future__ import annotations

import math

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.layout import HOURS, NEVER, Records, World

CONCAVE_KM, EUCLID_TRUNC10, EUCLID_X1000, TABLE = 0, 1, 2, 3
ROUNDING = 1e-9
"""What arithmetic may add to a whole number of seconds."""
HOUR = 3_600
USUAL = 1_000_000


@compiled
def by_distance(world: World, ax: float, ay: float, bx: float, by: float) -> int:
    """Whole seconds between two points of the plane, without the way to the door."""
    far = math.sqrt((ax - bx) * (ax - bx) + (ay - by) * (ay - by))
    kind = world.road[0].kind
    if kind == EUCLID_TRUNC10:
        return math.floor(far * 10 + ROUNDING)
    if kind == EUCLID_X1000:
        return int(rounded(far * 1000))
    far *= world.road[0].detour
    part = 0
    while far > world.steps[part].until:
        part += 1
    step = world.steps[part]
    return math.ceil(step.before + (far - step.start) * step.pace - ROUNDING)


@compiled
def rounded(value: float) -> float:
    """To the nearest whole number, halves to the even one."""
    low = math.floor(value)
    rest = value - low
    if rest > 0.5 or (rest == 0.5 and low % 2 == 1):
        return low + 1.0
    return low


@compiled
def told(world: World, one: int, other: int) -> int:
    """What the table says of the way from one of its rows to another; -1 where it says nothing."""
    if world.road[0].kind != TABLE or one < 0 or other < 0:
        return -1
    return int(world.table[one, other])


@compiled
def between(world: World, one: int, other: int) -> int:
    """From one order's place to another's door."""
    a, b = world.orders[one], world.orders[other]
    seconds = told(world, a.point, b.point)
    if seconds < 0:
        seconds = by_distance(world, a.x, a.y, b.x, b.y)
    return seconds + b.access


@compiled
def out(world: World, shift: int, order: int) -> int:
    """From where the shift begins to the order's door."""
    a, b = world.shifts[shift], world.orders[order]
    seconds = -1 if a.away else told(world, a.point, b.point)
    if seconds < 0:
        seconds = by_distance(world, a.from_x, a.from_y, b.x, b.y)
    return seconds + b.access


@compiled
def back(world: World, order: int, shift: int) -> int:
    """From the order home."""
    a, b = world.orders[order], world.shifts[shift]
    seconds = told(world, a.point, b.point)
    return seconds if seconds >= 0 else by_distance(world, a.x, a.y, b.x, b.y)


@compiled
def arrival(world: World, departure: int, leg: int) -> int:
    """When one arrives who sets out at ``departure`` on a way of so many usual seconds; no earlier than whoever set out before."""
    return _later(world.road, departure, leg) if world.road[0].hourly else departure + leg


@compiled
def departure(world: World, arrival: int, leg: int) -> int:
    """The latest departure with which one arrives by then."""
    return _earlier(world.road, arrival, leg) if world.road[0].hourly else arrival - leg


@compiled
def _later(road: Records, time: int, leg: int) -> int:
    left = leg * USUAL
    while left > 0 and time < NEVER:
        hour = time // HOUR
        pace, rest = road[0].pace[hour % HOURS], (hour + 1) * HOUR - time
        if rest * pace >= left:
            return time + (left + pace - 1) // pace
        left -= rest * pace
        time += rest
    return time


@compiled
def _earlier(road: Records, time: int, leg: int) -> int:
    left = leg * USUAL
    while left > 0 and time > -NEVER:
        hour = (time - 1) // HOUR
        pace, gone = road[0].pace[hour % HOURS], time - hour * HOUR
        if gone * pace >= left:
            return time - (left + pace - 1) // pace
        left -= gone * pace
        time -= gone
    return time
