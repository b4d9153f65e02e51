"""Ruin: strings of neighbouring stops are taken out of routes that lie near each other (Christiaens and Vanden Berghe 2020)."""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.kernel.chance import draw
from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.insertion import move
from baoxiu.flow.dispatch.planner.kernel.layout import Memory, World
from baoxiu.flow.dispatch.planner.kernel.memory import renew_version, touch
from baoxiu.flow.dispatch.planner.kernel.schedule import refresh


@compiled
def ruin(world: World, memory: Memory) -> int:
    """Take orders out around a drawn one; gives by how much the plan's cost has changed, penalties included."""
    tally, how = memory.tally[0], memory.settings[0]
    only_for = -1
    if tally.bank and draw(memory.tally) < how.from_bank:
        seed = memory.bank[int(draw(memory.tally) * tally.bank)]
        if draw(memory.tally) < how.may_go:
            only_for = seed
    else:
        seed = memory.seeds[int(draw(memory.tally) * len(memory.seeds))]
    tally.seed = seed
    strings = 1 + int(draw(memory.tally) * max(0.0, 4 * how.removed / (1 + how.string) - 1))
    change, done = 0, 0
    for number in range(-1, world.near.shape[1]):
        order = seed if number < 0 else world.near[seed, number]
        if order < 0:
            break
        shift = world.orders[order].shift
        if shift < 0 or world.shifts[shift].seen == tally.round:
            continue
        if only_for < 0 or _may_go(world, only_for, shift):
            change += _take_string(world, memory, shift, world.orders[order].place)
            done += 1
            if done >= strings:
                break
    return change


@compiled
def _may_go(world: World, order: int, shift: int) -> bool:
    may = False
    for pair in range(world.orders[order].pairs, world.orders[order].pairs_end):
        may |= world.pairs[pair].shift == shift
    return may


@compiled
def _take_string(world: World, memory: Memory, shift: int, around: int) -> int:
    """A string of a drawn length out of the route, round one place; sometimes a piece in its midst is left."""
    how, length = memory.settings[0], world.shifts[shift].length
    long = min(length, 1 + int(draw(memory.tally) * min(float(length), how.string)))
    kept = 0
    gap = long
    if 1 < long < length and draw(memory.tally) < 0.5:
        kept = 1
        while long + kept < length and draw(memory.tally) < how.leave:
            kept += 1
        gap = 1 + int(draw(memory.tally) * (long - 1))
    lowest = max(0, around - (long + kept) + 1)
    highest = min(around, length - long - kept)
    first = lowest + int(draw(memory.tally) * (highest - lowest + 1))
    touch(world, memory, shift)
    return _cut(world, memory, shift, first, gap, kept, long)


@compiled
def _cut(world: World, memory: Memory, shift: int, first: int, gap: int, kept: int, long: int) -> int:
    """Take ``long`` stops out from the first on, leaving ``kept`` of them after ``gap``; and the other half of two-person orders."""
    tally, stops = memory.tally[0], world.stops[shift]
    change, left, crews = 0, first, tally.todo
    for number in range(first, world.shifts[shift].length):
        away = number - first
        order, pair = stops[number].order, stops[number].pair
        if (away < gap or gap + kept <= away < long + kept) and not world.orders[order].locked:
            change += _release(world, memory, order, pair)
        else:
            move(stops, number, left)
            left += 1
    move(stops, world.shifts[shift].length, left)
    world.shifts[shift].length = left
    for number in range(crews, tally.todo):
        if world.orders[memory.todo[number]].twin >= 0:
            change += _part_crew(world, memory, number)
    renew_version(world, memory, shift)
    return change + refresh(world, shift)


@compiled
def _release(world: World, memory: Memory, order: int, pair: int) -> int:
    tally = memory.tally[0]
    memory.todo[tally.todo] = order
    tally.todo += 1
    world.orders[order].shift = -1
    return world.orders[order].penalty - world.pairs[pair].extra


@compiled
def _part_crew(world: World, memory: Memory, number: int) -> int:
    """Take the other person's part out, too; what is to be placed again is the leader's."""
    order = memory.todo[number]
    other = world.orders[order].twin
    memory.todo[number] = min(order, other)
    world.orders[order].at = world.orders[other].at = -1
    shift, place = world.orders[other].shift, world.orders[other].place
    if shift < 0:
        return 0
    touch(world, memory, shift)
    stops = world.stops[shift]
    change = world.orders[other].penalty - world.pairs[stops[place].pair].extra
    world.orders[other].shift = -1
    world.shifts[shift].length -= 1
    for later in range(place, world.shifts[shift].length + 1):
        move(stops, later + 1, later)
    renew_version(world, memory, shift)
    return change + refresh(world, shift)
