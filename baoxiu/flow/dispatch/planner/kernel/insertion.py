"""Where on a route an order costs least."""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled, compiled_within
from baoxiu.flow.dispatch.planner.kernel.layout import NEVER, NOWHERE, Records, World
from baoxiu.flow.dispatch.planner.kernel.road import TABLE, arrival, back, between, departure, out
from baoxiu.flow.dispatch.planner.kernel.schedule import (
    before_pause,
    begins,
    fair_price,
    latest_arrival,
    over_pause,
    reckon,
    refresh,
    timed_cost,
)

ROUNDED_WAYS = 4
"""What rounding can add to the ways of a triangle."""


@compiled
def has_room(world: World, order: int, shift: int) -> bool:
    """Whether van and daily cap allow one more."""
    if world.shifts[shift].length >= world.shifts[shift].most:
        return False
    room = True
    for part in range(world.needs.shape[1]):
        room &= world.load[shift, part] + world.needs[order, part] <= world.van[shift, part]
    return room


@compiled
def fits(world: World, order: int, shift: int, place: int, there: int, on: int) -> bool:
    """Whether the order can stand there, ``there`` usual seconds after the place before and ``on`` before the next."""
    stops, service = world.stops[shift], world.orders[order].service
    over, owing = stops[place].leaves, stops[place].leaves_owing
    arrives = stops[place].arrives
    comes = arrival(world, over, there) if over < NEVER else NEVER
    if owing < NEVER:
        comes = min(comes, over_pause(world, shift, owing, there))
        start = begins(world, order, arrival(world, owing, there))
        if start < NEVER:
            left = start + service
            if arrival(world, left, on) <= stops[place].arrives_owing:
                return True
            if over_pause(world, shift, left, on) <= arrives:
                return True
    if comes >= NEVER:
        return False
    start = begins(world, order, comes)
    return start < NEVER and arrival(world, start + service, on) <= arrives


@compiled_within
def best_place(world: World, order: int, shift: int, below: int) -> tuple[int, int, int]:
    """The cheapest possible place that adds less than ``below``: seconds of cost without the choice's own and fairness, those of the
    way, and the place. Fairness decides with where lateness or overtime do: else what adds least is the fairest, too.

    When there is none, ``below`` and -1. Ways obey the triangle's rule, except in a table: a place that is so much farther away than the
    next stop is left out without measuring the way on.
    """
    best, way, found = below, 0, -1
    least = below
    if not has_room(world, order, shift):
        return best, way, found
    who, what, stops = world.shifts[shift], world.orders[order], world.stops[shift]
    length = who.length
    fixed = who.fixed if length == 0 else 0
    earliest = what.first + what.service
    direct = world.road[0].kind != TABLE
    slack = what.access + ROUNDED_WAYS - fixed
    timed = timed_cost(world, shift)
    there = -1
    for place in range(length + 1):
        at = stops[place]
        leaves = min(at.leaves, at.leaves_owing)
        if leaves > what.last:
            break
        if earliest > at.arrives and earliest > at.arrives_owing:
            there = -1
            continue
        if there < 0:
            there = between(world, stops[place - 1].order, order) if place else out(world, shift, order)
        if arrival(world, leaves, there) > what.last or (direct and 2 * (there - at.leg) - slack >= least):
            there = -1
            continue
        if place < length:
            onward = between(world, order, at.order)
            next_there = onward - world.orders[at.order].access + what.access if direct else -1
        else:
            onward = back(world, order, shift)
            next_there = -1
        added = there + onward - at.leg + fixed
        hopeful = added < least or (who.timed and not direct)
        if hopeful and fits(world, order, shift, place, there, onward):
            ways = added - fixed
            rank = added
            if who.timed:
                added += timed_cost_with(world, order, shift, place) - timed
                rank = added + fair_price(world, shift, ways + what.service)
            if rank < least:
                least, best, way, found = rank, added, ways, place
        there = next_there
    return best, way, found


@compiled
def timed_cost_with(world: World, order: int, shift: int, place: int) -> int:
    """What overtime and lateness of the route would cost with the order in that place."""
    scratch = len(world.shifts) - 1
    world.shifts[scratch] = world.shifts[shift]
    copy, stops = world.stops[scratch], world.stops[shift]
    length = world.shifts[shift].length
    for number in range(length + 1):
        copy[number + (number >= place)] = stops[number]
    copy[place].order, copy[place].since = order, NOWHERE
    world.shifts[scratch].length = length + 1
    reckon(world, scratch)
    for number in range(length):
        world.orders[stops[number].order].shift = shift
        world.orders[stops[number].order].place = number
    world.orders[order].shift = -1
    return timed_cost(world, scratch)


@compiled
def move(stops: Records, one: int, other: int) -> None:
    """Take a stop, with the way that was measured to it, to another place of its route."""
    stops[other].order, stops[other].pair = stops[one].order, stops[one].pair
    stops[other].leg, stops[other].since = stops[one].leg, stops[one].since


@compiled
def insert(world: World, order: int, pair: int, shift: int, place: int) -> int:
    """Put the order there; gives by how much the plan's cost has changed, without the choice's own."""
    stops = world.stops[shift]
    for number in range(world.shifts[shift].length + 1, place, -1):
        move(stops, number - 1, number)
    stops[place].order, stops[place].pair, stops[place].since = order, pair, NOWHERE
    world.shifts[shift].length += 1
    return refresh(world, shift)


@compiled
def start_span(
    world: World, order: int, shift: int, place: int, there: int, on: int, paused: bool
) -> tuple[int, int]:
    """From when to when a start is possible there, the break taken before it or not; the first after the last: never."""
    stops, service = world.stops[shift], world.orders[order].service
    over, owing, arrives = stops[place].leaves, stops[place].leaves_owing, stops[place].arrives
    if paused:
        comes = arrival(world, over, there) if over < NEVER else NEVER
        if owing < NEVER:
            comes = min(comes, over_pause(world, shift, owing, there))
        last = departure(world, arrives, on) - service
    else:
        comes = arrival(world, owing, there) if owing < NEVER else NEVER
        later = before_pause(world, shift, arrives, on) if arrives > -NEVER else -NEVER
        last = max(later, departure(world, stops[place].arrives_owing, on)) - service
    if comes >= NEVER or last <= -NEVER:
        return 1, 0
    return begins(world, order, comes), latest_arrival(world, order, last)
